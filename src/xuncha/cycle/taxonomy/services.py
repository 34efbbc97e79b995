"""Putting versions of the frames in place."""

from __future__ import annotations

from xuncha.cycle.taxonomy import data
from xuncha.cycle.taxonomy.models import FrameRole, Taxonomy, TaxonomyMatch, TaxonomyNode
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor


@service
def load_default_taxonomy(actor: Actor) -> Taxonomy:
    """Put the shipped frames in place: the main one with both its trees, the second one, and which
    places mean the same. What is there already stays as it is, so an older site only gets what it
    lacks."""
    taxonomy = _main(actor)
    second = _second(actor)
    if not TaxonomyMatch.objects.filter(node__taxonomy=taxonomy).exists():
        _match(taxonomy, second)
    return taxonomy


def _main(actor: Actor) -> Taxonomy:
    found = Taxonomy.objects.filter(name=data.NAME, version=data.VERSION).first()
    if found is not None:
        return found
    taxonomy = Taxonomy.objects.create(
        name=data.NAME, version=data.VERSION, effective_on=data.EFFECTIVE_ON
    )
    made: dict[str, TaxonomyNode] = {}
    for node in data.nodes():
        made[node.code] = TaxonomyNode.objects.create(
            taxonomy=taxonomy, code=node.code, name=node.name,
            parent=made[node.parent] if node.parent else None,
        )  # fmt: skip
    record(actor, "taxonomy.version.created", taxonomy, nodes=len(made))
    return taxonomy


def _second(actor: Actor) -> Taxonomy:
    found = Taxonomy.objects.filter(name=data.FOCUS_NAME, version=data.VERSION).first()
    if found is not None:
        return found
    frame = Taxonomy.objects.create(
        name=data.FOCUS_NAME, version=data.VERSION, effective_on=data.EFFECTIVE_ON,
        role=FrameRole.SECOND,
    )  # fmt: skip
    for number, name in data.FOCUS.items():
        TaxonomyNode.objects.create(taxonomy=frame, code=str(number), name=name)
    record(actor, "taxonomy.version.created", frame, nodes=len(data.FOCUS))
    return frame


def _match(taxonomy: Taxonomy, second: Taxonomy) -> None:
    main = dict(taxonomy.nodes.values_list("code", "pk"))
    focus = dict(second.nodes.values_list("code", "pk"))
    rows = []
    for code, leaf in data.leaves().items():
        if code not in main:
            continue
        rows.append(TaxonomyMatch(node_id=main[code], target_id=focus[str(leaf.focus)],
                                  frame=second))  # fmt: skip
        if leaf.main in main:
            rows.append(TaxonomyMatch(node_id=main[code], target_id=main[leaf.main],
                                      frame=taxonomy))  # fmt: skip
    TaxonomyMatch.objects.bulk_create(rows)
