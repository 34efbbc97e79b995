"""Words that a notice to others must not carry: clue matter, and who petitioned."""

from __future__ import annotations

import re

from xuncha.cycle.feedback.models import CopyLetter
from xuncha.cycle.inquiry.cluewords import doubts_in

_SOURCE = re.compile(r"举报人|反映人|信访人|来信人|来访人|来电人|检举人|控告人")
_SPACE = re.compile(r"\s+")


def suspects_in(row: CopyLetter) -> list[str]:
    """Sentences that say why it can't go out as it is. What the unit was told in the feedback is
    known already and is not asked about."""
    found = []
    if source := _SOURCE.search(row.text):
        found.append(f"抄告里写了“{source.group()}”，信访来源不能写进抄告，请删去。")
    doubts = doubts_in(row.text)
    if not doubts:
        return found
    known = _SPACE.sub("", "".join(row.feedback.lines.values_list("text", flat=True)))
    for one in doubts:
        if _SPACE.sub("", row.text[one.start : one.end]) not in known:
            found.append(f"抄告里{one.reason}，像线索，反馈意见里也没有；线索另行移交，请删去。")
    return found
