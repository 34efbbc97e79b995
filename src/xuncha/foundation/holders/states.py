"""Where an escrow key may go."""

from xuncha.foundation.holders.enums import EscrowState
from xuncha.kernel.states import StateTable, Transition

ESCROW_STATES = StateTable(
    "托管密钥状态",
    EscrowState,
    [
        Transition("activate", "启用", frozenset({EscrowState.PENDING}), EscrowState.ACTIVE),
        Transition("retire", "更换", frozenset({EscrowState.ACTIVE}), EscrowState.RETIRED),
        Transition("drop", "作废", frozenset({EscrowState.PENDING}), EscrowState.DROPPED),
    ],
)
