"""The unit's Party meeting adopts the scheme; it goes to the office, and may come back."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.schemes.checks import version_of
from xuncha.cycle.schemes.digests import digest_of
from xuncha.cycle.schemes.models import Scheme, SchemeVersion
from xuncha.cycle.schemes.rules import rules_on
from xuncha.cycle.schemes.services.common import next_version, scheme_for, step
from xuncha.cycle.schemes.telling import tell_office, tell_unit
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words


@service
def send_scheme(
    actor: Actor, *, scheme_id: int, version: int, meeting: str, adopted_on: dt.date
) -> Scheme:
    """Hand the present version in, as the unit's Party meeting adopted it. Refused while a hard
    check finds something, and for a meeting to come or before the feedback."""
    scheme = scheme_for(actor, scheme_id, "send")
    meeting = words(meeting, 60, "meeting", "请写明哪次会议通过，例如“局党组会议”。")
    today = clock.today()
    if adopted_on > today:
        raise Invalid("会议通过日期不能晚于今天。", field="adopted_on")
    since = scheme.inspection.feedback_on
    if since and adopted_on < since:
        raise Invalid(f"会议通过日期不能早于反馈日期（{since}）。", field="adopted_on")
    step(
        actor, scheme, "send", "schemes.scheme.sent", version=version,
        note=f"{meeting} {adopted_on} 通过", first_sent_on=scheme.first_sent_on or today,
    )  # fmt: skip
    told = version_of(scheme)
    told.meeting, told.adopted_on = meeting, adopted_on
    told.digest, told.sent_at, told.sent_by_id = digest_of(told), clock.now(), actor.user_id
    changed = SchemeVersion.objects.filter(pk=told.pk, digest="").update(
        meeting=meeting, adopted_on=adopted_on, digest=told.digest, sent_at=told.sent_at,
        sent_by_id=actor.user_id,
    )  # fmt: skip
    if changed != 1:
        raise Conflict
    tell_office(actor, scheme, "schemes.scheme.sent", f"{scheme}{told}已报送，请组织联审。")
    return scheme


@service
def take_back(actor: Actor, *, scheme_id: int, version: int, reason: str) -> Scheme:
    """The unit wants to change what it sent, before the review or before the approval. What was
    sent stays as it is; a new version is written and goes the whole way again."""
    scheme = scheme_for(actor, scheme_id, "take_back")
    step(actor, scheme, "take_back", "schemes.scheme.taken_back", version=version, reason=reason)
    next_version(scheme, reason)
    tell_office(actor, scheme, "schemes.scheme.taken_back", f"{scheme}由单位撤回修改。")
    return scheme


@service
def hand_back(actor: Actor, *, scheme_id: int, version: int, reason: str) -> Scheme:
    """The office sends back what is not fit for review."""
    scheme = scheme_for(actor, scheme_id, "hand_back")
    step(actor, scheme, "hand_back", "schemes.scheme.handed_back", version=version, reason=reason)
    back_to_unit(actor, scheme, reason, f"{scheme}被退回补正：{reason.strip()}")
    return scheme


def back_to_unit(actor: Actor, scheme: Scheme, why: str, text: str) -> None:
    """A new version with a new deadline; the original one stays. The caller has moved the scheme
    back."""
    settings = rules_on(clock.today()).settings
    deadline = add_workdays(clock.today(), settings.revise_workdays, tables())
    scheme.due_on, scheme.due_rule = deadline.on, f"退回之后{deadline.rule}"
    Scheme.objects.filter(pk=scheme.pk).update(due_on=deadline.on, due_rule=scheme.due_rule)
    note_provisional(scheme, "due_on", deadline)
    next_version(scheme, why)
    tell_unit(actor, scheme, "schemes.scheme.returned", f"{text}（{deadline.on} 前重报）")


@service
def note_print(actor: Actor, *, scheme_id: int, number: int) -> Scheme:
    """A paper leaves the system: the log knows which version."""
    scheme = scheme_for(actor, scheme_id, "print")
    record(actor, "schemes.scheme.printed", scheme, revision=number)
    return scheme
