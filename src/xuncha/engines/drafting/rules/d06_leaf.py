"""D06 分类存疑: the leaf under which a finding is filed does not look like its words."""

from __future__ import annotations

from xuncha.engines.drafting import leaves
from xuncha.engines.drafting.draft import Draft
from xuncha.engines.drafting.report import Hint, Span
from xuncha.engines.drafting.sentences import sentences
from xuncha.engines.drafting.settings import NAMES, Settings

CODE = "D06"


def run(draft: Draft, settings: Settings) -> Hint | None:
    """Propose another leaf where the model is sure of one and all but rules out the one given.

    Silent without a leaf, with one that the model does not know, and under the threshold."""
    given = leaves.resolve(draft.leaf, draft.scope) if draft.leaf.strip() else frozenset()
    if not given:
        return None
    told = leaves.propose(draft.text, scope=draft.scope or leaves.scope_of(given))
    best = max(told, key=lambda one: told[one], default="")
    if not best or best in given or leaves.same_meaning(best, given):
        return None
    mine = sum(told.get(one, 0.0) for one in given)
    if told[best] < settings.leaf_sure or mine > settings.leaf_doubt:
        return None
    first = sentences(draft.text)[0]
    return Hint(
        CODE, NAMES[CODE],
        f"现在归在“{draft.leaf.strip()}”，文字更像“{leaves.label(best)}”"
        f"（把握 {told[best]:.0%}），请看是否归错。",
        (Span(first.start, first.end),), proposal=best, confidence=told[best],
    )  # fmt: skip
