"""Reading the frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from xuncha.cycle.taxonomy.models import FrameRole, Taxonomy, TaxonomyMatch, TaxonomyNode
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def current_taxonomy(day: dt.date | None = None) -> Taxonomy | None:
    """The main frame in force on a day (today)."""
    return (
        Taxonomy.objects.filter(role=FrameRole.MAIN, effective_on__lte=day or clock.today())
        .order_by("-effective_on", "-pk")
        .first()
    )


def second_frames(day: dt.date | None = None) -> list[Taxonomy]:
    """The second frames in force on a day (today): the latest version of each."""
    found: dict[str, Taxonomy] = {}
    rows = Taxonomy.objects.filter(
        role=FrameRole.SECOND, effective_on__lte=day or clock.today()
    ).order_by("effective_on", "pk")
    for one in rows:
        found[one.name] = one
    return list(found.values())


def branches(taxonomy: Taxonomy) -> QuerySet[TaxonomyNode]:
    """All nodes of a version, in the order of their codes."""
    return taxonomy.nodes.select_related("parent").order_by("code")


def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """What codes are sorted by, so that 1.10 follows 1.9 and the villages' follow the units'."""
    parts = []
    for part in code.split("."):
        digits = part.lstrip("V")
        parts.append((int(part.startswith("V")), int(digits) if digits.isdecimal() else 0, part))
    return tuple(parts)


def leaves(taxonomy: Taxonomy) -> list[TaxonomyNode]:
    """The leaves of a version in their order, each with its branch at hand."""
    nodes = list(branches(taxonomy))
    inner = {node.parent_id for node in nodes}
    return sorted((one for one in nodes if one.pk not in inner), key=lambda n: code_order(n.code))


def matches_of(actor: Actor, leaf_id: int) -> list[TaxonomyMatch]:
    """What means the same as a leaf in other frames and trees."""
    rows = access.visible(actor, TaxonomyMatch).filter(node=leaf_id)
    return list(rows.select_related("target", "frame").order_by("frame_id"))


def groups_of(leaf_ids: Iterable[int]) -> dict[int, TaxonomyNode]:
    """For each leaf the branch of the large tree that it is counted under: its own parent, or for
    a village's leaf the parent of the leaf that means the same."""
    wanted = set(leaf_ids)
    nodes = TaxonomyNode.objects.filter(pk__in=wanted).select_related("parent", "taxonomy")
    found = {one.pk: one.parent or one for one in nodes}
    same = TaxonomyMatch.objects.filter(
        node__in=wanted, frame__role=FrameRole.MAIN, target__parent__isnull=False
    ).select_related("target__parent")
    for match in same:
        if match.target.parent is not None:
            found[match.node_id] = match.target.parent
    return found
