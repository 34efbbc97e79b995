"""Which leaves of the taxonomies stand under which of the four focuses."""

from __future__ import annotations

from xuncha.cycle.taxonomy.models import FrameRole, TaxonomyMatch, TaxonomyNode
from xuncha.insight.figures.asking import Ask


def leaves_under(ask: Ask, code: str) -> list[int]:
    """Leaves (of every version of the main frame, villages' too) under a top branch."""
    return [node for node, top in tops(ask).items() if top == code]


def tops(ask: Ask) -> dict[int, str]:
    """The code of the top branch over every node. A village's leaf counts where the leaf that means
    the same stands."""
    return ask.once("tops", _tops)


def _tops() -> dict[int, str]:
    nodes = TaxonomyNode.objects.filter(taxonomy__role=FrameRole.MAIN)
    parents: dict[int, int | None] = {}
    codes: dict[int, str] = {}
    for node, parent, code in nodes.values_list("pk", "parent", "code"):
        parents[node], codes[node] = parent, code
    same = dict(
        TaxonomyMatch.objects.filter(frame__role=FrameRole.MAIN).values_list("node", "target")
    )

    def top(node: int) -> str:
        at = same.get(node, node)
        while (above := parents.get(at)) is not None:
            at = above
        return codes.get(at, "")

    return {node: top(node) for node in parents}
