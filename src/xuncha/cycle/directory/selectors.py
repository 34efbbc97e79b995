"""Reading the directory through the doors: as of today, and as of any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from xuncha.cycle.directory.enums import ContactPost, OrganisationKind
from xuncha.cycle.directory.history import Line, Lineage, Node, Step, grow, held_on
from xuncha.cycle.directory.models import (
    Contact,
    DirectoryImport,
    FormerName,
    FormerParent,
    Membership,
    Organisation,
    Succession,
)
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation as it was on a day."""

    organisation: Organisation
    name: str
    short_name: str
    kind: str
    parent_name: str
    parent_id: int | None
    is_former: bool


def seats_of(actor: Actor, user: User) -> QuerySet[Membership]:
    """Where somebody sits and sat, latest first."""
    rows = Membership.objects.filter(user=user).select_related("organisation")
    return access.visible(actor, rows).order_by("-from_on", "-pk")


def alive_on(day: dt.date) -> Q:
    """Organisations that exist on a day: from the day of founding to the day before the end."""
    return (Q(established_on__isnull=True) | Q(established_on__lte=day)) & (
        Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)
    )


def named(words: str) -> Q:
    """Organisations that bear or bore a name with these words, or have this code."""
    former = FormerName.objects.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
    return (
        Q(name__icontains=words)
        | Q(short_name__icontains=words)
        | Q(code__iexact=words)
        | Q(pk__in=former.values("organisation_id"))
    )


def list_organisations(actor: Actor) -> QuerySet[Organisation]:
    """All organisations in sight, also former ones, each with its parent."""
    return access.visible(actor, Organisation).select_related("parent")


def name_on(organisation: Organisation, day: dt.date) -> str:
    """What it was called on a day: one query, or none where ``former_names`` were prefetched."""
    former = held_on(organisation.former_names.all(), day).get(organisation.pk)
    return former.name if isinstance(former, FormerName) else organisation.name


def names_on(organisation_ids: Iterable[int], day: dt.date) -> dict[int, str]:
    """The names that were other than today's on a day, by organisation; one query."""
    rows = FormerName.objects.filter(organisation_id__in=list(organisation_ids), until_on__gte=day)
    return {pk: one.name for pk, one in held_on(rows, day).items() if isinstance(one, FormerName)}


def of_kind_on(kind: str, day: dt.date) -> Q:
    """Organisations that were of a kind on a day."""
    then = FormerName.objects.filter(
        Q(from_on__isnull=True) | Q(from_on__lte=day), until_on__gte=day
    )
    other = Q(pk__in=then.values("organisation_id"))
    return Q(pk__in=then.filter(kind=kind).values("organisation_id")) | (Q(kind=kind) & ~other)


def as_of(rows: Sequence[Organisation], day: dt.date) -> list[Shown]:
    """Those rows under the names and parents of a day. Three queries, however many there are."""
    ids = [row.pk for row in rows]
    past = FormerName.objects.filter(organisation_id__in=ids, until_on__gte=day)
    names = held_on(past, day)
    moved = FormerParent.objects.filter(organisation_id__in=ids, until_on__gte=day)
    places = held_on(moved.select_related("parent"), day)
    parents = {row.pk: _parent_on(row, places.get(row.pk)) for row in rows}
    then = names_on({one.pk for one in parents.values() if one}, day)
    return [_shown(row, names.get(row.pk), parents[row.pk], then) for row in rows]


def _parent_on(row: Organisation, place: object) -> Organisation | None:
    return place.parent if isinstance(place, FormerParent) else row.parent


def _shown(
    row: Organisation, name: object, parent: Organisation | None, then: dict[int, str]
) -> Shown:
    said = name if isinstance(name, FormerName) else row
    above = then.get(parent.pk, str(parent)) if parent else ""
    return Shown(
        row, said.name, said.short_name, str(OrganisationKind(said.kind).label), above,
        parent.pk if parent else None, is_former=said is not row,
    )  # fmt: skip


def find_units(actor: Actor, words: str) -> list[Organisation]:
    """Living organisations in sight that a person means by a code, a name, or both ("V1 柳湾村"):
    the one with the code, else all of that name."""
    words = words.strip()
    rows = access.visible(actor, Organisation).filter(dissolved_on__isnull=True)
    code = words.split()[0] if words else ""
    found = list(rows.filter(code__iexact=code).select_related("parent")[:2]) if code else []
    if found:
        return found
    named = rows.filter(Q(name=words) | Q(short_name=words))
    return list(named.select_related("parent").order_by("code")[:10])


def tree_on(actor: Actor, day: dt.date) -> list[Node]:
    """The roots of the tree as it stood on a day, siblings by code, under the names and parents of
    that day. Three queries, however many there are."""
    names = held_on(FormerName.objects.filter(until_on__gte=day), day)
    places = held_on(FormerParent.objects.filter(until_on__gte=day), day)
    rows = access.visible(actor, Organisation).filter(alive_on(day)).order_by("code")
    return grow(_node(row, names.get(row.pk), places.get(row.pk)) for row in rows)


def _node(row: Organisation, name: object, place: object) -> Node:
    said = name if isinstance(name, FormerName) else row
    parent_id = place.parent_id if isinstance(place, FormerParent) else row.parent_id
    return Node(row.pk, row.code, said.name, said.short_name, said.kind, parent_id)


def load_steps() -> list[Step]:
    """All mergers and splits that stand, read at once. Facts of the record: no scope narrows
    them."""
    standing = Succession.objects.filter(withdrawn_on__isnull=True)
    rows = standing.values_list("predecessor_id", "successor_id", "on", "kind")
    return [Step(a, b, on, kind == Succession.Kind.MERGE) for a, b, on, kind in rows]


def was_merged(organisation: Organisation) -> bool:
    """Whether it ended by a merger that stands."""
    if organisation.dissolved_on is None:
        return False
    rows = organisation.went_into.filter(
        kind=Succession.Kind.MERGE, on=organisation.dissolved_on, withdrawn_on__isnull=True
    )
    return rows.exists()


def lines_of(organisation_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """By organisation itself with all that it was made from and all that became of it. One query;
    as ``load_steps``, for what must see everything."""
    lineage = Lineage.of(load_steps())
    found = {}
    for pk in organisation_ids:
        line = lineage.line(pk)
        found[pk] = line.predecessors | line.successors | {pk}
    return found


def line_of(actor: Actor, organisation: Organisation) -> Line:
    """Its predecessors and successors at any remove, each step by day. One query for the steps;
    ``Absent`` if the actor may not know of the organisation."""
    access.get_or_404(actor, Organisation, pk=organisation.pk)
    return Lineage.of(load_steps()).line(organisation.pk)


def list_successions(actor: Actor, line: Line) -> QuerySet[Succession]:
    """The rows of a line's steps, with both organisations."""
    known = line.predecessors | line.successors
    rows = Succession.objects.filter(
        Q(predecessor__in=known) | Q(successor__in=known), withdrawn_on__isnull=True
    )
    return (
        access.visible(actor, rows).select_related("predecessor", "successor").order_by("on", "pk")
    )


def contacts_of(actor: Actor, organisation: Organisation) -> list[Contact]:
    """Who holds or held its posts: those in post first, then by post, the latest first."""
    rows = access.visible(actor, Contact).filter(organisation=organisation)
    order = list(ContactPost)
    latest = sorted(rows, key=lambda one: (one.from_on, one.pk), reverse=True)
    return sorted(
        latest, key=lambda one: (one.until_on is not None, order.index(ContactPost(one.post)))
    )


def holders_on(actor: Actor, organisation_ids: Sequence[int], day: dt.date) -> QuerySet[Contact]:
    """Who holds the posts of some organisations on a day."""
    rows = access.visible(actor, Contact).filter(organisation_id__in=organisation_ids)
    return rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


def list_directory_imports(actor: Actor) -> QuerySet[DirectoryImport]:
    """Lists that were brought in, newest first."""
    return (
        access.visible(actor, DirectoryImport).select_related("file", "brought_by").order_by("-pk")
    )
