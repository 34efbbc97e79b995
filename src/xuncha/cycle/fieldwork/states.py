"""Where the records of the field may go."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.fieldwork.enums import (
    BriefingState,
    FixState,
    LineState,
    NoticeState,
    RequestState,
    SupervisionState,
)
from xuncha.cycle.fieldwork.wording import missing_in
from xuncha.kernel.states import StateTable, Transition


def _whole(row: Any) -> str:
    lacks = missing_in(row)
    return f"公告还缺：{'、'.join(lacks)}。" if lacks else ""


NOTICE_STATES = StateTable(
    "进驻公告状态",
    NoticeState,
    [
        Transition(
            "submit", "送审", frozenset({NoticeState.DRAFT}), NoticeState.FOR_APPROVAL,
            guard=_whole,
        ),
        Transition(
            "return", "退回", frozenset({NoticeState.FOR_APPROVAL}), NoticeState.DRAFT,
            needs_reason=True,
        ),
        Transition(
            "approve", "批准", frozenset({NoticeState.FOR_APPROVAL}), NoticeState.APPROVED,
            guard=_whole,
        ),
        Transition("publish", "发布", frozenset({NoticeState.APPROVED}), NoticeState.PUBLISHED),
        Transition("replace", "更正", frozenset({NoticeState.PUBLISHED}), NoticeState.REPLACED),
        Transition(
            "withdraw", "撤回",
            frozenset({NoticeState.DRAFT, NoticeState.FOR_APPROVAL, NoticeState.APPROVED}),
            NoticeState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

BRIEFING_STATES = StateTable(
    "巡前通报状态",
    BriefingState,
    [
        Transition(
            "answer", "回复", frozenset({BriefingState.ASKED, BriefingState.RETURNED}),
            BriefingState.ANSWERED,
        ),
        Transition(
            "return", "请补充", frozenset({BriefingState.ANSWERED}), BriefingState.RETURNED,
            needs_reason=True,
        ),
        Transition("accept", "收讫", frozenset({BriefingState.ANSWERED}), BriefingState.ACCEPTED),
        Transition(
            "withdraw", "撤回", frozenset({BriefingState.ASKED, BriefingState.RETURNED}),
            BriefingState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip


def _has_lines(row: Any) -> str:
    return "" if row.lines.exists() else "清单里还没有材料，请先加上要调阅的材料。"


_SETTLED = (LineState.RETURNED, LineState.NONE, LineState.WITHDRAWN)


def _settled(row: Any) -> str:
    """A list is done when nothing is owed, on either side."""
    rest = row.lines.exclude(state__in=_SETTLED)
    owed = rest.exclude(state=LineState.RECEIVED, is_original=False).count()
    return f"还有 {owed} 件没有交齐、签收或者退还，不能办结。" if owed else ""


def _untouched(row: Any) -> str:
    moved = row.lines.filter(pages_in__gt=0).exists()
    return "已经收到这份清单的材料，不能撤回；不再需要的，逐件注明。" if moved else ""


REQUEST_STATES = StateTable(
    "调阅清单状态",
    RequestState,
    [
        Transition(
            "send", "送达", frozenset({RequestState.DRAFT}), RequestState.SENT, guard=_has_lines
        ),
        Transition(
            "close", "办结", frozenset({RequestState.SENT}), RequestState.CLOSED, guard=_settled
        ),
        Transition(
            "reopen", "重新办理", frozenset({RequestState.CLOSED}), RequestState.SENT,
            needs_reason=True,
        ),
        Transition(
            "withdraw", "撤回", frozenset({RequestState.DRAFT, RequestState.SENT}),
            RequestState.WITHDRAWN, needs_reason=True, guard=_untouched,
        ),
    ],
)  # fmt: skip

_OWED = frozenset({LineState.WAITING, LineState.HANDED, LineState.PARTLY})


def _all_back(row: Any) -> str:
    return "" if row.pages_in else "还没有收到过，不用退还。"


LINE_STATES = StateTable(
    "调阅材料状态",
    LineState,
    [
        Transition(
            "hand", "交件", frozenset({LineState.WAITING, LineState.PARTLY, LineState.NONE}),
            LineState.HANDED,
        ),
        Transition(
            "say_none", "说明没有", frozenset({LineState.WAITING}), LineState.NONE,
            needs_reason=True,
        ),
        Transition(
            "insist", "仍须提供", frozenset({LineState.NONE}), LineState.WAITING,
            needs_reason=True,
        ),
        Transition(
            "refuse", "退回补正", frozenset({LineState.HANDED}), LineState.WAITING,
            needs_reason=True,
        ),
        Transition("take_part", "部分签收", _OWED, LineState.PARTLY),
        Transition("take", "签收", _OWED, LineState.RECEIVED),
        Transition(
            "give_part", "部分退还", frozenset({LineState.RECEIVED}), LineState.RECEIVED,
            guard=_all_back,
        ),
        Transition(
            "give_back", "退还", frozenset({LineState.RECEIVED}), LineState.RETURNED,
            guard=_all_back,
        ),
        Transition(
            "drop", "不再需要", frozenset({LineState.WAITING, LineState.HANDED, LineState.NONE}),
            LineState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

FIX_STATES = StateTable(
    "立行立改状态",
    FixState,
    [
        Transition("issue", "下达", frozenset({FixState.DRAFT}), FixState.ISSUED),
        Transition("sign", "签收", frozenset({FixState.ISSUED}), FixState.SIGNED),
        Transition(
            "report", "报结", frozenset({FixState.SIGNED, FixState.RETURNED}), FixState.REPORTED
        ),
        Transition(
            "return", "退回再改", frozenset({FixState.REPORTED}), FixState.RETURNED,
            needs_reason=True,
        ),
        Transition("confirm", "确认", frozenset({FixState.REPORTED}), FixState.CONFIRMED),
        Transition(
            "withdraw", "撤回",
            frozenset({FixState.DRAFT, FixState.ISSUED, FixState.SIGNED, FixState.RETURNED}),
            FixState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

SUPERVISION_STATES = StateTable(
    "督导状态",
    SupervisionState,
    [
        Transition(
            "issue", "发出", frozenset({SupervisionState.DRAFT}), SupervisionState.ISSUED
        ),
        Transition(
            "answer", "答复", frozenset({SupervisionState.ISSUED}), SupervisionState.ANSWERED
        ),
        Transition(
            "withdraw", "撤回", frozenset({SupervisionState.DRAFT, SupervisionState.ISSUED}),
            SupervisionState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

TABLES = (
    NOTICE_STATES, BRIEFING_STATES, REQUEST_STATES, LINE_STATES, FIX_STATES, SUPERVISION_STATES,
)  # fmt: skip
"""All of this room, for the printed page."""
