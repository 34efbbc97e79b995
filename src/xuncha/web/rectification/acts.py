"""What may be done with an item now: each button with yes, or with the sentence why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.rectification.enums import SENT_BACK, UNDONE, ItemState
from xuncha.cycle.rectification.models import Item, ItemStep
from xuncha.cycle.rectification.policies import LIAISON, OWN_CLAIM
from xuncha.cycle.rectification.states import ITEM_STATES
from xuncha.cycle.rectification.under_way import checking_of
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Next

_ACTS = ("claim", "withdraw_claim", "verify", "return", "sustain", "reopen")
_URLS = {
    "claim": "rectification_claim",
    "withdraw_claim": "rectification_withdraw_claim",
    "verify": "rectification_verify",
    "return": "rectification_return",
    "sustain": "rectification_sustain",
    "reopen": "rectification_reopen",
}


@dataclass(frozen=True, slots=True)
class ActButton:
    """One button: where it posts, whether it may be pressed, and why not."""

    key: str
    label: str
    url: str
    allowed: bool
    why_not: str
    needs_reason: bool


def acts_for(actor: Actor, item: Item) -> dict[str, ActButton]:
    """Buttons by act. An act that is nothing to the person (role) is left out; one that he would
    have but can't take now stands there with the reason."""
    buttons = {}
    for key in _ACTS:
        decision = access.can(actor, key, item)
        step = ITEM_STATES.transitions[key]
        blocked = ITEM_STATES.why_not(item, key)
        if not _concerns(actor, key, item, allowed=bool(decision)):
            continue
        if item.state not in step.sources:
            continue
        why_not = decision.reason or blocked
        buttons[key] = ActButton(
            key, step.label, reverse(_URLS[key], args=[item.pk]), not why_not, why_not,
            step.needs_reason,
        )  # fmt: skip
    return buttons


def sent_back(item: Item) -> ItemStep | None:
    """Why it lies with the unit again: the step that sent it back."""
    if item.state not in SENT_BACK:
        return None
    return next((one for one in item.steps.all() if one.after == item.state), None)


def next_of(actor: Actor, item: Item) -> Next | None:
    """What the unit does next, and what whoever may verify does."""
    if actor.has(*LIAISON) and actor.is_of(item.organisation_id):
        if item.state in SENT_BACK:
            return Next("照上面的理由补做、补填，交上佐证，再申报完成。")
        if item.state in UNDONE:
            return Next("做一步报一步进展，交上佐证；全部做完了再申报完成。")
        if item.state == ItemState.CLAIMED:
            return Next("已经申报，等另一个人核实；核实以前进展和佐证不能再改。")
    if item.state == ItemState.CLAIMED and access.can(actor, "verify", item):
        if checking_of(item.inspection_id).why_not_yet:
            return Next("先等核对做完，看过疑点再定；一眼看得出不属实的，现在就可以写明理由退回。")
        return Next("看佐证或者到现场：属实的核实，不属实的写明理由退回。")
    return None


def _concerns(actor: Actor, key: str, item: Item, *, allowed: bool) -> bool:
    """Whether the act is the person's business at all: his role has it, or he hears that as the
    claimant he may not."""
    act = access.policy_for(Item).acts[key]  # type: ignore[attr-defined]
    if allowed or actor.has(*act.roles):
        return True
    return key == "verify" and actor.has(*LIAISON) and (
        access.can(actor, key, item).reason == OWN_CLAIM
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class May:
    """Whether a form is shown; if not for the state's sake, the sentence in its place."""

    allowed: bool
    reason: str = ""


def permissions_for(actor: Actor, item: Item) -> dict[str, May | bool]:
    """The forms of an item's page."""
    undone = item.state in UNDONE
    waits = "" if undone else f"当前状态是“{item.get_state_display()}”，不能再填报。"
    forms: dict[str, May | bool] = {}
    for key in ("add_progress", "add_proof", "ask_extension"):
        may = bool(access.can(actor, key, item))
        forms[key] = May(may and undone, waits if may else "")
    if item.due_on is None or item.extensions.filter(state="asked").exists():
        forms["ask_extension"] = May(allowed=False)
    forms["withdraw_proof"] = undone and bool(access.can(actor, "add_proof", item))
    forms["answer_signals"] = actor.has(*OFFICE)
    return forms
