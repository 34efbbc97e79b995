"""The entry notice from draft to publication, and its correction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.directory.roles import OFFICE, OFFICE_DIRECTOR, UNIT
from xuncha.cycle.fieldwork.enums import NoticeState
from xuncha.cycle.fieldwork.models import EntryNotice
from xuncha.cycle.fieldwork.rules import due_after_days, rules_on
from xuncha.cycle.fieldwork.services.common import add, inspection_of, note_step, step, told
from xuncha.cycle.fieldwork.states import NOTICE_STATES
from xuncha.cycle.fieldwork.stay import stay_of, team_of, unit_users
from xuncha.cycle.fieldwork.wording import compose
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

_TARGET = "notice"
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a notice tells. ``text`` is empty where the public text follows from the rest;
    ``closes_on`` is empty where the rule gives the day."""

    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    phone: str = ""
    hours: str = ""
    post_box: str = ""
    letter_box: str = ""
    email: str = ""
    closes_on: dt.date | None = None
    scope: str = ""
    text: str = ""


@service
def draft_notice(actor: Actor, *, inspection_id: int) -> EntryNotice:
    """Draft the notice from the inspection, its team and the periods in force. Refuses a second
    draft; where one was published, the next one is a correction (``correct_notice``)."""
    inspection = inspection_of(actor, inspection_id)
    row = EntryNotice(inspection=inspection, made_by_id=actor.user_id)
    access.require(actor, "create", row)
    standing = EntryNotice.objects.filter(inspection=inspection).exclude(
        state=NoticeState.WITHDRAWN
    )
    if standing.exists():
        raise Conflict("这次巡察已经有公告了；发布以后发现错误的，请发更正。")
    _fill(row, inspection)
    row.text = compose(row)
    add(row)
    _note(actor, row, "draft", "起草")
    record(actor, "fieldwork.notice.drafted", row, inspection=inspection.pk)
    return row


def _fill(row: EntryNotice, inspection: Inspection) -> None:
    rules = rules_on(clock.today())
    stay = stay_of(inspection)
    team = team_of(inspection.pk)
    row.team_name = team.name if team else inspection.team_name
    row.organisation_name = inspection.organisation.name
    row.starts_on, row.ends_on = stay.starts_on, stay.ends_on
    row.hours, row.scope = rules.settings.phone_hours, rules.settings.scope
    row.rules_version = rules.number
    _close(row, None)


def _close(row: EntryNotice, day: dt.date | None) -> None:
    """The last day for petitions: by the rule, or as somebody said."""
    if row.ends_on is None:
        row.closes_on, row.close_rule = day, "人工指定" if day else ""
        return
    days = rules_on(clock.today()).settings.petition_days
    by_rule = max(due_after_days(row.ends_on, -days).on, row.starts_on or row.ends_on)
    row.closes_on = day or by_rule
    row.close_rule = (
        f"驻点结束前 {days} 天" if row.closes_on == by_rule
        else f"人工指定；按规则是 {by_rule}（结束前 {days} 天）"
    )  # fmt: skip


@service
def change_notice(
    actor: Actor, *, notice_id: int, version: int, facts: NoticeFacts
) -> EntryNotice:  # fmt: skip
    """Fill in a draft. An empty text is composed anew; a text of one's own is kept as it stands.
    Refuses an end before the start and a last day for petitions outside the stay."""
    row = _row(actor, notice_id)
    access.require(actor, "change", row)
    if row.state != NoticeState.DRAFT:
        raise Conflict(frozen(row))
    if version != row.version:
        raise Conflict
    for name in ("phone", "hours", "post_box", "letter_box", "email", "scope"):
        setattr(row, name, getattr(facts, name).strip())
    row.starts_on, row.ends_on = facts.starts_on, facts.ends_on
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise Invalid("结束日期不能早于进驻日期。", field="ends_on")
    _close(row, facts.closes_on)
    if row.closes_on and row.starts_on and row.ends_on and not (
        row.starts_on <= row.closes_on <= row.ends_on
    ):  # fmt: skip
        raise Invalid("信访截止日期应当在驻点期间之内。", field="closes_on")
    told_text = facts.text.strip().replace("\r\n", "\n")
    if len(told_text) > LONGEST_TEXT:
        raise Invalid(f"公告正文最多 {LONGEST_TEXT} 个字。", field="text")
    row.is_edited = bool(told_text) and told_text != compose(row)
    row.text = told_text or compose(row)
    row.version += 1
    row.save()
    _note(actor, row, "change", "修改", "正文改过" if row.is_edited else "")
    record(actor, "fieldwork.notice.changed", row, edited=row.is_edited)
    return row


def frozen(row: EntryNotice) -> str:
    """Why a notice that is no draft can't be changed."""
    return f"公告现在是“{row.get_state_display()}”，不能修改；先退回或者发更正。"


@service
def submit_notice(actor: Actor, *, notice_id: int, version: int) -> EntryNotice:
    """Hand it in: only whole."""
    row = _row(actor, notice_id)
    step(
        actor, NOTICE_STATES, row, "submit", version=version, target=_TARGET,
        submitted_by_id=actor.user_id, submitted_at=clock.now(),
    )  # fmt: skip
    record(actor, "fieldwork.notice.submitted", row)
    told(
        actor, with_roles({OFFICE_DIRECTOR}), "fieldwork.notice.submitted",
        f"{row.organisation_name}：进驻公告送审，请批准。", _url(row), row.inspection_id,
    )  # fmt: skip
    return row


@service
def return_notice(actor: Actor, *, notice_id: int, version: int, reason: str) -> EntryNotice:
    """Send it back with what to mend."""
    row = _row(actor, notice_id)
    step(actor, NOTICE_STATES, row, "return", version=version, reason=reason, target=_TARGET)
    record(actor, "fieldwork.notice.returned", row, reason=reason.strip())
    _tell_drafter(actor, row, "fieldwork.notice.returned", "进驻公告被退回，请修改。")
    return row


@service
def approve_notice(actor: Actor, *, notice_id: int, version: int) -> EntryNotice:
    """Approve it; not by whoever handed it in."""
    row = _row(actor, notice_id)
    step(
        actor, NOTICE_STATES, row, "approve", version=version, target=_TARGET,
        approved_by_id=actor.user_id, approved_at=clock.now(),
    )  # fmt: skip
    record(actor, "fieldwork.notice.approved", row)
    _tell_drafter(actor, row, "fieldwork.notice.approved", "进驻公告已批准，可以发布。")
    return row


@service
def publish_notice(
    actor: Actor, *, notice_id: int, version: int, on: dt.date
) -> EntryNotice:  # fmt: skip
    """Note on which day it was published; an earlier edition is replaced in the same step. The unit
    is told. Refuses a day to come and a day before the approval."""
    row = _row(actor, notice_id)
    access.require(actor, "publish", row)
    if on > clock.today():
        raise Invalid("发布日期不能晚于今天：发布那天再登记。", field="on")
    if row.approved_at and on < row.approved_at.astimezone(clock.CHINA).date():
        raise Invalid("发布日期不能早于批准的那一天。", field="on")
    earlier = EntryNotice.objects.filter(
        inspection=row.inspection_id, state=NoticeState.PUBLISHED
    ).first()  # fmt: skip
    if earlier is not None:
        change = NOTICE_STATES.move(earlier, "replace")
        _note(actor, earlier, "replace", change.label, f"由第 {row.number} 版更正")
    step(
        actor, NOTICE_STATES, row, "publish", version=version, target=_TARGET, note=str(on),
        published_on=on, published_by_id=actor.user_id,
    )  # fmt: skip
    record(actor, "fieldwork.notice.published", row, on=str(on), text=row.text)
    told(
        actor, unit_users(row.inspection.organisation_id, UNIT), "fieldwork.notice.published",
        "进驻公告已发布，请在单位醒目处张贴。", "/field/mine/", row.inspection_id,
    )  # fmt: skip
    return row


@service
def correct_notice(actor: Actor, *, notice_id: int, reason: str) -> EntryNotice:
    """Start a further edition of a published notice; the published one stands until the new one is
    published. Says what was wrong."""
    earlier = _row(actor, notice_id)
    access.require(actor, "correct", earlier)
    if earlier.state != NoticeState.PUBLISHED:
        raise Conflict("只有发布的公告要更正；没有发布的直接修改。")
    reason = words(reason, 300, "reason", "请写明哪里错了、为什么更正。")
    row = EntryNotice(
        inspection=earlier.inspection, corrects=earlier, correct_reason=reason,
        made_by_id=actor.user_id, rules_version=earlier.rules_version,
    )  # fmt: skip
    for name in (
        "team_name", "organisation_name", "starts_on", "ends_on", "phone", "hours", "post_box",
        "letter_box", "email", "closes_on", "close_rule", "scope",
    ):  # fmt: skip
        setattr(row, name, getattr(earlier, name))
    row.text = compose(row)
    add(row)
    _note(actor, row, "draft", "起草更正", reason)
    record(actor, "fieldwork.notice.drafted", row, corrects=earlier.number, reason=reason)
    return row


@service
def withdraw_notice(actor: Actor, *, notice_id: int, version: int, reason: str) -> EntryNotice:
    """Leave a notice that was not published."""
    row = _row(actor, notice_id)
    step(
        actor, NOTICE_STATES, row, "withdraw", version=version, reason=reason, target=_TARGET,
        withdrawn_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "fieldwork.notice.withdrawn", row, reason=reason.strip())
    return row


@service
def note_print(actor: Actor, *, notice_id: int) -> EntryNotice:
    """The paper leaves the system: note it."""
    row = _row(actor, notice_id)
    access.require(actor, "print", row)
    record(actor, "fieldwork.notice.printed", row, state=row.state)
    return row


def _row(actor: Actor, notice_id: int) -> EntryNotice:
    rows = EntryNotice.objects.select_related("inspection__organisation", "inspection__round")
    return access.get_or_404(actor, rows, pk=notice_id)


def _note(actor: Actor, row: EntryNotice, action: str, label: str, reason: str = "") -> None:
    note_step(actor, row, action, label, "", row.state, reason, target=_TARGET)


def _tell_drafter(actor: Actor, row: EntryNotice, kind: str, text: str) -> None:
    users = {one for one in (row.made_by_id, row.submitted_by_id) if one}
    wanted = sorted(users) or with_roles(OFFICE)
    told(actor, wanted, kind, f"{row.organisation_name}：{text}", _url(row), row.inspection_id)


def _url(row: EntryNotice) -> str:
    return f"/entry-notices/{row.pk}/"
