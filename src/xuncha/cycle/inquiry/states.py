"""Where talks, visits and questionnaires may go."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.inquiry.cluewords import doubts_in
from xuncha.cycle.inquiry.enums import (
    QuestionnaireState,
    SheetImportState,
    TalkState,
    VisitState,
)
from xuncha.kernel.states import StateTable, Transition

_MISSING = (
    ("ends_at", "结束时间"), ("rights_told", "告知事项"), ("text", "谈话记录"),
    ("read_back", "核对情况"), ("signature", "本人签字情况"),
)  # fmt: skip


def lacks_of(row: Any) -> list[str]:
    """What a talk still needs before it may be signed."""
    return [label for name, label in _MISSING if not getattr(row, name)]


def _whole(row: Any) -> str:
    if lacks := lacks_of(row):
        return f"还缺：{'、'.join(lacks)}，请先补上再签。"
    if not row.doubt_note and doubts_in(row.text):
        return (
            "记录里有像线索的内容，请移到线索专柜，或者在“对系统所问的说明”里写明为什么留在这里。"
        )
    return ""


_OPEN = frozenset({TalkState.DRAFT})
_STANDING = frozenset({TalkState.DRAFT, TalkState.HALF, TalkState.SIGNED, TalkState.CLOSED})

TALK_STATES = StateTable(
    "谈话状态",
    TalkState,
    [
        Transition("sign", "签字", _OPEN, TalkState.HALF, guard=_whole),
        Transition("countersign", "签字", frozenset({TalkState.HALF}), TalkState.SIGNED),
        Transition(
            "reopen", "退回再记", frozenset({TalkState.HALF, TalkState.SIGNED}), TalkState.DRAFT,
            needs_reason=True,
        ),
        Transition("close", "归存", frozenset({TalkState.SIGNED}), TalkState.CLOSED),
        Transition("withdraw", "撤回", _STANDING, TalkState.WITHDRAWN, needs_reason=True),
    ],
)  # fmt: skip

VISIT_STATES = StateTable(
    "走访状态",
    VisitState,
    [
        Transition(
            "withdraw", "撤回", frozenset({VisitState.KEPT}), VisitState.WITHDRAWN,
            needs_reason=True,
        )
    ],
)  # fmt: skip


def _has_questions(row: Any) -> str:
    return "" if row.questions.exists() else "问卷还没有题目，不能发放。"


QUESTIONNAIRE_STATES = StateTable(
    "问卷状态",
    QuestionnaireState,
    [
        Transition(
            "open", "发放", frozenset({QuestionnaireState.DRAFT}), QuestionnaireState.OPEN,
            guard=_has_questions,
        ),
        Transition(
            "close", "收齐", frozenset({QuestionnaireState.OPEN}), QuestionnaireState.CLOSED
        ),
        Transition(
            "withdraw", "撤回",
            frozenset({QuestionnaireState.DRAFT, QuestionnaireState.OPEN}),
            QuestionnaireState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

SHEET_IMPORT_STATES = StateTable(
    "答卷导入批次状态",
    SheetImportState,
    [
        Transition("take", "导入", frozenset({SheetImportState.READ}), SheetImportState.DONE),
        Transition(
            "drop", "放弃导入", frozenset({SheetImportState.READ}), SheetImportState.DROPPED
        ),
    ],
)

TABLES = (TALK_STATES, VISIT_STATES, QUESTIONNAIRE_STATES, SHEET_IMPORT_STATES)
"""All tables of this room, for the printed page."""
