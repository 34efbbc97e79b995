"""Where an item, a signal, an extension and an import may go."""

from xuncha.cycle.rectification.enums import (
    UNDONE,
    ExtensionState,
    ImportState,
    ItemState,
    SignalState,
)
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.models.items import STANDING_PROOF
from xuncha.cycle.rectification.under_way import checking_of
from xuncha.kernel.states import Stated, StateTable, Transition


def _has_progress_and_proof(record: Stated) -> str:
    assert isinstance(record, Item)
    if not record.progress.exists():
        return "还没有填写整改进展，不能申报完成。"
    if not record.proofs.filter(STANDING_PROOF).exists():
        return "还没有提交佐证，不能申报完成。"
    return _something_new(record)


def _something_new(record: Item) -> str:
    """What was sent back is not claimed again as it was: the words that were not enough stay."""
    if record.state not in (ItemState.RETURNED, ItemState.REOPENED):
        return ""
    back = record.steps.filter(after=record.state).order_by("-pk").first()
    if back is None:
        return ""
    if record.progress.filter(created_at__gte=back.at).exists():
        return ""
    if record.proofs.filter(STANDING_PROOF, added_at__gte=back.at).exists():
        return ""
    return f"{back.label}以后还没有新的进展或者佐证，先按理由补做、补填，再申报完成。"


def _checked_and_answered(record: Stated) -> str:
    """Nobody verifies on stale questions: the check that the claim started comes first."""
    assert isinstance(record, Item)
    if sentence := checking_of(record.inspection_id).why_not_yet:
        return sentence
    if waiting := record.signals.filter(state=SignalState.OPEN).count():
        return f"还有 {waiting} 个疑点没有处理，请先逐个排除或者认定。"
    if record.signals.filter(state=SignalState.UPHELD).exists():
        return "有已认定的疑点，应当退回整改，不能核实。"
    return ""


ITEM_STATES = StateTable(
    "整改事项状态",
    ItemState,
    [
        Transition("start", "开始整改", frozenset({ItemState.OPEN}), ItemState.WORKING),
        Transition("claim", "申报完成", UNDONE, ItemState.CLAIMED, guard=_has_progress_and_proof),
        Transition("claim_by_ledger", "台账申报", UNDONE, ItemState.CLAIMED),
        Transition(
            "withdraw_claim", "撤回申报", frozenset({ItemState.CLAIMED}), ItemState.WORKING,
            needs_reason=True,
        ),
        Transition(
            "return", "退回", frozenset({ItemState.CLAIMED}), ItemState.RETURNED, needs_reason=True
        ),
        Transition(
            "verify", "核实", frozenset({ItemState.CLAIMED}), ItemState.VERIFIED,
            guard=_checked_and_answered,
        ),
        Transition("sustain", "确认巩固", frozenset({ItemState.VERIFIED}), ItemState.SUSTAINED),
        Transition(
            "reopen", "重新整改", frozenset({ItemState.VERIFIED, ItemState.SUSTAINED}),
            ItemState.REOPENED, needs_reason=True,
        ),
    ],
)  # fmt: skip

SIGNAL_STATES = StateTable(
    "疑点状态",
    SignalState,
    [
        Transition(
            "clear", "排除疑点", frozenset({SignalState.OPEN, SignalState.UPHELD}),
            SignalState.CLEARED, needs_reason=True,
        ),
        Transition(
            "uphold", "认定疑点", frozenset({SignalState.OPEN}), SignalState.UPHELD,
            needs_reason=True,
        ),
        Transition(
            "ask_again", "恢复疑点", frozenset({SignalState.CLEARED, SignalState.GONE}),
            SignalState.OPEN,
        ),
        Transition(
            "vanish", "疑点消失", frozenset({SignalState.OPEN, SignalState.UPHELD}),
            SignalState.GONE,
        ),
    ],
)  # fmt: skip

EXTENSION_STATES = StateTable(
    "延期状态",
    ExtensionState,
    [
        Transition(
            "grant", "同意延期", frozenset({ExtensionState.ASKED}), ExtensionState.GRANTED
        ),
        Transition(
            "refuse", "不同意延期", frozenset({ExtensionState.ASKED}), ExtensionState.REFUSED,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

IMPORT_STATES = StateTable(
    "导入批次状态",
    ImportState,
    [
        Transition("take", "导入", frozenset({ImportState.READ}), ImportState.DONE),
        Transition("drop", "放弃导入", frozenset({ImportState.READ}), ImportState.DROPPED),
    ],
)
