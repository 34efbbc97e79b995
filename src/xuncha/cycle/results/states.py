"""Where results, institutions, common problems and self-checks may go."""

from __future__ import annotations

from xuncha.cycle.results.enums import (
    CommonState,
    InstitutionState,
    ResultState,
    SelfCheckState,
)
from xuncha.kernel.states import StateTable, Transition

RESULT_STATES = StateTable(
    "成果运用状态",
    ResultState,
    [
        Transition("issue", "编号移交", frozenset({ResultState.DRAFT}), ResultState.ISSUED),
        Transition("receive", "接收", frozenset({ResultState.ISSUED}), ResultState.RECEIVED),
        Transition(
            "answer", "反馈结果", frozenset({ResultState.RECEIVED}), ResultState.ANSWERED
        ),
        Transition(
            "send_back", "请补充结果", frozenset({ResultState.ANSWERED}), ResultState.RECEIVED,
            needs_reason=True,
        ),
        Transition(
            "close", "办结", frozenset({ResultState.ANSWERED}), ResultState.CLOSED,
            needs_reason=True,
        ),
        Transition(
            "withdraw", "撤回",
            frozenset({ResultState.DRAFT, ResultState.ISSUED, ResultState.RECEIVED}),
            ResultState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

INSTITUTION_STATES = StateTable(
    "制度状态",
    InstitutionState,
    [
        Transition(
            "keep", "核对收录", frozenset({InstitutionState.REPORTED}), InstitutionState.KEPT
        ),
        Transition(
            "repeal", "登记废止", frozenset({InstitutionState.KEPT}), InstitutionState.REPEALED,
            needs_reason=True,
        ),
        Transition(
            "withdraw", "撤回", frozenset({InstitutionState.REPORTED}),
            InstitutionState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

COMMON_STATES = StateTable(
    "共性问题状态",
    CommonState,
    [
        Transition("publish", "发布", frozenset({CommonState.DRAFT}), CommonState.PUBLISHED),
        Transition(
            "withdraw", "撤回", frozenset({CommonState.DRAFT, CommonState.PUBLISHED}),
            CommonState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

SELFCHECK_STATES = StateTable(
    "未巡先改状态",
    SelfCheckState,
    [
        Transition(
            "answer", "报送自查", frozenset({SelfCheckState.ASKED}), SelfCheckState.ANSWERED
        ),
        Transition(
            "send_back", "请重新自查", frozenset({SelfCheckState.ANSWERED}), SelfCheckState.ASKED,
            needs_reason=True,
        ),
        Transition(
            "close", "核对通过", frozenset({SelfCheckState.ANSWERED}), SelfCheckState.CLOSED
        ),
        Transition(
            "withdraw", "取消", frozenset({SelfCheckState.ASKED}), SelfCheckState.WITHDRAWN,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

TABLES = (RESULT_STATES, INSTITUTION_STATES, COMMON_STATES, SELFCHECK_STATES)
