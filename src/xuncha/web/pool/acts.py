"""What may be done with a person now: each button with yes, or with the sentence why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.pool.states import INSPECTOR_STATES
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

STEPS = {
    "return": "pool_return",
    "reject": "pool_reject",
    "pause": "pool_pause",
    "resume": "pool_resume",
    "leave": "pool_leave",
    "renominate": "pool_renominate",
}
_DANGER = frozenset({"reject", "leave"})
_QUEUED = frozenset({"check", "admit"})


@dataclass(frozen=True, slots=True)
class Button:
    """One button: where it leads, and why it may not be pressed."""

    key: str
    label: str
    url: str
    why_not: str
    style: str
    queued: bool


def buttons_for(actor: Actor, row: Inspector) -> list[Button]:
    """Steps that this state allows and that are this role's business; one that he would have but
    may not take (his own entry, his own check) stands there with the reason."""
    found = []
    policy = access.policy_for(Inspector)
    for step in INSPECTOR_STATES.open_actions(row.state):
        act = policy.acts[step.action]  # type: ignore[attr-defined]
        if not actor.has(*act.roles):
            continue
        queued = step.action in _QUEUED
        url = reverse("pool_entry") if queued else reverse(STEPS[step.action], args=[row.pk])
        style = "danger" if step.action in _DANGER else "plain"
        why_not = access.can(actor, step.action, row).reason
        found.append(Button(step.action, step.label, url, why_not, style, queued))
    return found
