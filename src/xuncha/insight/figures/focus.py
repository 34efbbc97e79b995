"""Which leaves of the taxonomies stand under which of the four focuses."""

from __future__ import annotations

from xuncha.cycle.taxonomy.models import FrameRole, TaxonomyMatch, TaxonomyNode


def leaves_under(code: str) -> list[int]:
    """Leaves (of every version of the main frame, villages' too) under a top branch. A village's
    leaf counts where the leaf that means the same stands."""
    nodes = TaxonomyNode.objects.filter(taxonomy__role=FrameRole.MAIN)
    parents = dict(nodes.values_list("pk", "parent"))
    codes = dict(nodes.values_list("pk", "code"))
    same = dict(
        TaxonomyMatch.objects.filter(frame__role=FrameRole.MAIN).values_list("node", "target")
    )

    def top(node: int) -> str:
        at = same.get(node, node)
        while (above := parents.get(at)) is not None:
            at = above
        return codes.get(at, "")

    return [node for node in parents if top(node) == code]
