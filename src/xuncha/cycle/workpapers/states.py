"""Where papers, sheets and meetings may go."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.workpapers.enums import (
    ALIVE,
    IN_CHAIN,
    Destination,
    MeetingState,
    PaperState,
    SheetState,
)
from xuncha.cycle.workpapers.holding import why_held
from xuncha.kernel.states import StateTable, Transition


def _is_whole(paper: Any) -> str:
    """What the author must have written before he signs."""
    version = paper.versions.get(number=paper.revision)
    if not version.facts.exists():
        return "还没有写事实，至少写一条再签字。"
    if not version.sources.exists() and not version.files.exists():
        return "还没有支撑材料，请列出来源或者附上文件再签字。"
    if not (version.summary and version.discovery and version.basis):
        return "问题概述、发现过程、政策依据都写好再签字。"
    return "" if version.origin else "请先选问题来源再签字。"


def _is_clue(paper: Any) -> str:
    if paper.destination != Destination.CLUE:
        return "会议没有定为线索，不能移交线索专柜。"
    return why_held(paper)


PAPER_STATES = StateTable(
    "底稿状态",
    PaperState,
    [
        Transition(
            "sign_author", "承办人签字", frozenset({PaperState.DRAFT}), PaperState.REVIEWING,
            guard=_is_whole,
        ),
        Transition(
            "sign_deputy", "副组长复核签字", frozenset({PaperState.REVIEWING}), PaperState.APPROVING
        ),
        Transition(
            "sign_leader", "组长审签", frozenset({PaperState.APPROVING}), PaperState.SIGNED
        ),
        Transition("return", "退回", IN_CHAIN, PaperState.DRAFT, needs_reason=True),
        Transition(
            "revise", "重新编制", frozenset({PaperState.SIGNED}), PaperState.DRAFT,
            needs_reason=True, guard=why_held,
        ),
        Transition(
            "withdraw", "撤回", ALIVE, PaperState.WITHDRAWN, needs_reason=True, guard=why_held
        ),
        Transition(
            "hand_over", "移交线索专柜", frozenset({PaperState.SIGNED}), PaperState.HANDED,
            guard=_is_clue,
        ),
    ],
)  # fmt: skip


def _has_entries(sheet: Any) -> str:
    return "" if sheet.entries.exists() else "确认单上还没有事实，不能送达。"


def _all_answered(sheet: Any) -> str:
    waiting = sheet.entries.filter(answer="").count()
    return f"还有 {waiting} 条事实没有答复，逐条答复以后再提交。" if waiting else ""


def _all_settled(sheet: Any) -> str:
    waiting = sheet.entries.filter(answer="differs", outcome="").count()
    return f"还有 {waiting} 条有不同意见的事实没有核定。" if waiting else ""


SHEET_STATES = StateTable(
    "事实确认单状态",
    SheetState,
    [
        Transition(
            "send", "送达单位", frozenset({SheetState.DRAFT}), SheetState.SENT, guard=_has_entries
        ),
        Transition(
            "answer", "提交答复", frozenset({SheetState.SENT}), SheetState.ANSWERED,
            guard=_all_answered,
        ),
        Transition(
            "settle", "核定完毕", frozenset({SheetState.ANSWERED}), SheetState.SETTLED,
            guard=_all_settled,
        ),
        Transition(
            "withdraw", "撤回", frozenset({SheetState.DRAFT, SheetState.SENT}),
            SheetState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip


def _is_complete(meeting: Any) -> str:
    if meeting.attendees.count() < 2:
        return "参会人至少两名。"
    return "" if meeting.weighed.exists() else "还没有研究底稿，先加上研究的底稿和去向。"


def _has_signers(meeting: Any) -> str:
    open_ones = meeting.attendees.filter(signed_at__isnull=True, user__isnull=False).count()
    return f"还有 {open_ones} 名参会人没有签字。" if open_ones else ""


MEETING_STATES = StateTable(
    "会商记录状态",
    MeetingState,
    [
        Transition(
            "submit", "送参会人签字", frozenset({MeetingState.DRAFT}), MeetingState.SIGNING,
            guard=_is_complete,
        ),
        Transition(
            "return", "退回修改", frozenset({MeetingState.SIGNING}), MeetingState.DRAFT,
            needs_reason=True,
        ),
        Transition(
            "close", "定稿", frozenset({MeetingState.SIGNING}), MeetingState.CLOSED,
            guard=_has_signers,
        ),
        Transition(
            "withdraw", "撤回", frozenset({MeetingState.DRAFT, MeetingState.SIGNING}),
            MeetingState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip
