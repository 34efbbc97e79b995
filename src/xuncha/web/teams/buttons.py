"""What may be done with a team now: each button with yes, or with the sentence why not."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Authorisation, Team
from xuncha.cycle.teams.policies import APPROVERS
from xuncha.cycle.teams.services.replacing import AT_WORK
from xuncha.cycle.teams.states import AUTHORISATION_STATES
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the paper; ``why_not`` is empty where it may be taken."""

    key: str
    label: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Buttons:
    """``change``: the team is a draft and this person makes it. ``steps`` by key."""

    change: bool
    replace: bool
    declarations: bool
    prints: bool
    steps: dict[str, Step]


def buttons_for(actor: Actor, team: Team, paper: Authorisation) -> Buttons:
    """Buttons of the team's page. A step that is nothing to the person is left out; one that his
    role has but he can't take now stands there with the reason."""
    draft = paper.state == AuthorisationState.DRAFT
    steps = {}
    for key, step in AUTHORISATION_STATES.transitions.items():
        if paper.state not in step.sources:
            continue
        decision = access.can(actor, key, paper)
        if decision or (actor.has(*APPROVERS) and key in {"approve", "return", "revoke"}):
            steps[key] = Step(key, step.label, decision.reason)
    return Buttons(
        change=draft and bool(access.can(actor, "change", team)),
        replace=paper.state in AT_WORK and bool(access.can(actor, "replace", paper)),
        declarations=bool(access.can(actor, "see_declarations", team)),
        prints=bool(access.can(actor, "print", team)),
        steps=steps,
    )
