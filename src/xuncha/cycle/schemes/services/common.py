"""What the services of this room share: finding the scheme, steps, the next version."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.schemes.models import Scheme, SchemeRow, SchemeStep, SchemeVersion
from xuncha.cycle.schemes.states import SCHEME_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.states import Change

_RELATED = ("inspection__organisation", "inspection__round", "approved")
COPIED = ("line", "finding_id", "parts", "task", "measures", "lead", "department", "due_on",
          "is_long_term", "proof")  # fmt: skip


def scheme_for(actor: Actor, scheme_id: int, action: str) -> Scheme:
    """The scheme, if this person may do that to it."""
    scheme = access.get_or_404(actor, Scheme, related=_RELATED, pk=scheme_id)
    access.require(actor, action, scheme)
    return scheme


def step(
    actor: Actor, scheme: Scheme, action: str, verb: str, *, version: int, reason: str = "",
    note: str = "", **fields: Any,
) -> Change:  # fmt: skip
    """One change of state with its line of history and of the log. ``note`` is what the history
    tells where no reason is asked for."""
    revision = scheme.revision
    change = SCHEME_STATES.move(scheme, action, version=version, reason=reason, **fields)
    note_step(actor, scheme, action, change.label, revision, change.reason or note)
    record(
        actor, verb, scheme, reason=change.reason or note, before=change.before,
        after=change.after, revision=revision,
    )  # fmt: skip
    return change


def note_step(
    actor: Actor, scheme: Scheme, action: str, label: str, revision: int, reason: str = ""
) -> None:
    """A line of history."""
    SchemeStep.objects.create(
        scheme=scheme, action=action, label=label, revision=revision, reason=reason,
        by_id=actor.user_id, by_name=actor.name, at=clock.now(),
    )  # fmt: skip


def next_version(scheme: Scheme, why: str) -> SchemeVersion:
    """Copy the present version into the next one, which the unit writes. The caller has just moved
    the scheme, so nobody else makes the same version."""
    before = scheme.versions.get(number=scheme.revision)
    scheme.revision += 1
    Scheme.objects.filter(pk=scheme.pk).update(revision=scheme.revision)
    made = SchemeVersion.objects.create(
        scheme=scheme, number=scheme.revision, why=why.strip()[:500], made_at=clock.now()
    )
    rows = before.rows.order_by("line")
    SchemeRow.objects.bulk_create(
        [SchemeRow(version=made, **{name: getattr(one, name) for name in COPIED}) for one in rows],
        batch_size=400,
    )
    return made
