"""D02 要素不全: no who or where, no when, no how much."""

from __future__ import annotations

from xuncha.engines.checking.prose import fold
from xuncha.engines.drafting.draft import Draft
from xuncha.engines.drafting.elements import names_somebody, tells_how_much, whens
from xuncha.engines.drafting.report import Hint, Span
from xuncha.engines.drafting.sentences import sentences
from xuncha.engines.drafting.settings import NAMES, Settings

CODE = "D02"


def missing_elements(text: str, settings: Settings) -> list[str]:
    """What a finding does not tell, in words. A vague quantity is another hint's matter."""
    missing = []
    if not whens(text):
        missing.append("时间")
    if not names_somebody(text):
        missing.append("责任主体或者地点")
    is_vague = settings.patterns["vague"].search(fold(text)) is not None
    if not tells_how_much(text) and not is_vague:
        missing.append("数量或者金额")
    return missing


def run(draft: Draft, settings: Settings) -> Hint | None:
    """Mark the first sentence of a finding that leaves out an element."""
    missing = missing_elements(draft.text, settings)
    told = sentences(draft.text)
    if not missing or not told:
        return None
    return Hint(
        CODE, NAMES[CODE], f"没有写明{'、'.join(missing)}，请按底稿补上。",
        (Span(told[0].start, told[0].end),),
    )  # fmt: skip
