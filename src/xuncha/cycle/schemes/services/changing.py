"""An approved scheme changes through a request only; what was approved stays in force meanwhile."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.schemes.enums import SchemeState
from xuncha.cycle.schemes.models import ChangeRequest, Scheme
from xuncha.cycle.schemes.services.common import (
    next_version,
    note_step,
    scheme_for,
    step,
)
from xuncha.cycle.schemes.states import CHANGE_STATES
from xuncha.cycle.schemes.telling import tell_unit
from xuncha.cycle.teams.telling import tell_users, with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.texts import words


@service
def ask_change(actor: Actor, *, scheme_id: int, version: int, reason: str) -> ChangeRequest:
    """The unit asks to change its approved scheme. One open request; never without a reason."""
    scheme = scheme_for(actor, scheme_id, "ask_change")
    if scheme.state != SchemeState.APPROVED:
        raise Conflict("方案批准以后才需要申请变更；现在还没有批准，可以直接修改。")
    if scheme.version != version:
        raise Conflict
    reason = words(reason, 1000, "reason", "请写明为什么变更、改哪几条。")
    try:
        with transaction.atomic():
            change = ChangeRequest.objects.create(
                scheme=scheme, reason=reason, asked_by_id=actor.user_id, asked_at=clock.now()
            )
    except IntegrityError:
        raise Conflict("已有一份变更申请正在等答复。") from None
    note_step(actor, scheme, "ask_change", "申请变更", scheme.revision, reason)
    record(actor, "schemes.change.asked", scheme, reason=reason)
    text, url = f"{scheme}申请变更，请答复。", f"/schemes/{scheme.pk}/"
    users = with_roles({OFFICE_DIRECTOR})
    topic = topic_of(scheme.inspection_id)
    tell_users(actor, users, "schemes.change.asked", text, url, topic=topic)
    return change


@service
def grant_change(
    actor: Actor, *, change_id: int, version: int, decision: str = ""
) -> ChangeRequest:
    """Agree: the unit gets a copy of the approved version to write in. It goes the whole way again;
    until then the approved one holds."""
    change, scheme = _asked(actor, change_id, "grant")
    _decide(actor, change, "grant", version, decision)
    step(
        actor, scheme, "change", "schemes.change.granted", version=scheme.version,
        reason=change.reason,
    )  # fmt: skip
    next_version(scheme, change.reason)
    tell_unit(actor, scheme, "schemes.change.granted", f"{scheme}可以变更了，改好后重新报送。")
    return change


@service
def refuse_change(actor: Actor, *, change_id: int, version: int, decision: str) -> ChangeRequest:
    """Disagree, with the reason."""
    change, scheme = _asked(actor, change_id, "refuse")
    _decide(actor, change, "refuse", version, decision)
    note_step(actor, scheme, "refuse_change", "不同意变更", scheme.revision, decision.strip())
    record(actor, "schemes.change.refused", scheme, reason=decision)
    tell_unit(actor, scheme, "schemes.change.refused", f"{scheme}的变更申请没有同意：{decision}")
    return change


def _asked(actor: Actor, change_id: int, action: str) -> tuple[ChangeRequest, Scheme]:
    related = ("scheme__inspection__organisation", "scheme__approved")
    change = access.get_or_404(actor, ChangeRequest, related=related, pk=change_id)
    access.require(actor, action, change)
    return change, change.scheme


def _decide(actor: Actor, change: ChangeRequest, action: str, version: int, decision: str) -> None:
    CHANGE_STATES.move(
        change, action, version=version, reason=decision, decision=decision.strip(),
        decided_by_id=actor.user_id, decided_at=clock.now(),
    )  # fmt: skip
