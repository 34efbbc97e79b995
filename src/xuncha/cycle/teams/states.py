"""Where authorisations, recusals and objections may go."""

from xuncha.cycle.teams.enums import (
    AppraisalState,
    AuthorisationState,
    ObjectionState,
    RecusalState,
)
from xuncha.kernel.states import StateTable, Transition

_DRAFT = frozenset({AuthorisationState.DRAFT})
_SUBMITTED = frozenset({AuthorisationState.SUBMITTED})
_APPROVED = frozenset({AuthorisationState.APPROVED})
_ANNOUNCED = frozenset({AuthorisationState.ANNOUNCED})

AUTHORISATION_STATES = StateTable(
    "授权",
    AuthorisationState,
    [
        Transition("submit", "送审", _DRAFT, AuthorisationState.SUBMITTED),
        Transition("return", "退回", _SUBMITTED, AuthorisationState.DRAFT, needs_reason=True),
        Transition("approve", "批准", _SUBMITTED, AuthorisationState.APPROVED),
        Transition("announce", "宣布", _APPROVED, AuthorisationState.ANNOUNCED),
        Transition(
            "revoke", "撤销授权", _APPROVED | _ANNOUNCED, AuthorisationState.REVOKED,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

_OPEN = frozenset({RecusalState.OPEN})
_CONFIRMED = frozenset({RecusalState.CONFIRMED})
_WAIVING = frozenset({RecusalState.WAIVING})

RECUSAL_STATES = StateTable(
    "回避",
    RecusalState,
    [
        Transition("confirm", "认定", _OPEN, RecusalState.CONFIRMED),
        Transition(
            "ask_waiver", "提请豁免", _OPEN | _CONFIRMED, RecusalState.WAIVING, needs_reason=True
        ),
        Transition("waive", "批准豁免", _WAIVING, RecusalState.WAIVED),
        Transition(
            "refuse_waiver", "不同意豁免", _WAIVING, RecusalState.CONFIRMED, needs_reason=True
        ),
        Transition(
            "dismiss", "认定不成立", _OPEN | _CONFIRMED, RecusalState.DISMISSED, needs_reason=True
        ),
        Transition(
            "raise_again", "重新认定", frozenset({RecusalState.WAIVED, RecusalState.DISMISSED}),
            RecusalState.CONFIRMED, needs_reason=True,
        ),
    ],
)  # fmt: skip

_ASKED = frozenset({ObjectionState.ASKED})
_VERIFIED = frozenset({ObjectionState.VERIFIED})

OBJECTION_STATES = StateTable(
    "单位回避申请",
    ObjectionState,
    [
        Transition("verify", "核实", _ASKED, ObjectionState.VERIFIED, needs_reason=True),
        Transition("uphold", "同意回避", _VERIFIED, ObjectionState.UPHELD, needs_reason=True),
        Transition("refuse", "不同意", _VERIFIED, ObjectionState.REFUSED, needs_reason=True),
    ],
)

APPRAISAL_STATES = StateTable(
    "考核",
    AppraisalState,
    [
        Transition(
            "note_seen", "本人阅知", frozenset({AppraisalState.WRITTEN}), AppraisalState.SEEN
        ),
    ],
)
