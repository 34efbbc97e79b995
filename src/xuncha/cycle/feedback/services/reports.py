"""The life of a report: begun out of the settled findings, signed, reviewed, amended, final."""

from __future__ import annotations

from collections.abc import Collection

from xuncha.cycle.directory.roles import OFFICE, OFFICE_DIRECTOR
from xuncha.cycle.feedback.digests import digest_of
from xuncha.cycle.feedback.enums import ReportKind, ReportState
from xuncha.cycle.feedback.looking import sentences_of, version_of
from xuncha.cycle.feedback.models import Report, ReportSentence, ReportVersion
from xuncha.cycle.feedback.rules import Due, due
from xuncha.cycle.feedback.sections import findings_for, opening_of, place_of, sentence_of
from xuncha.cycle.feedback.services.common import add, note_step, step, told
from xuncha.cycle.feedback.states import REPORT_STATES
from xuncha.cycle.fieldwork.stay import team_users
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import AFTER_ENTRY, AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.heads import LEADERS, head_ids
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

TARGET = "report"
_TWICE = "这次巡察已经有一份巡察报告，或者刚才有人用了同一个编号，请刷新后再看。"


@service
def begin_report(
    actor: Actor, *, inspection_id: int, kind: ReportKind, title: str = "",
    finding_ids: Collection[int] = (),
) -> Report:  # fmt: skip
    """Write the first version out of the settled findings that go back to the unit: all of them,
    or for a special report those that were chosen. Refuses before the entry, after the feedback,
    and a special report without a title or findings."""
    rows = Inspection.objects.select_related("organisation", "round")
    inspection = access.get_or_404(actor, rows, pk=inspection_id)
    row = Report(inspection=inspection, kind=kind, made_by_id=actor.user_id, made_at=clock.now())
    access.require(actor, "create", row)
    _demand_time(inspection)
    found = findings_for(inspection.pk)
    if kind == ReportKind.SPECIAL:
        title = words(title, 120, "title", "请写明专题报告的标题。")
        found = [one for one in found if one.pk in set(finding_ids)]
    if not found:
        raise Invalid("没有已定稿、去向为反馈的问题，先把问题定稿、定去向。", field="findings")
    row.title = title or f"关于巡察{inspection.organisation.name}党组织情况的报告"[:120]
    row.number = Report.objects.filter(inspection=inspection).count() + 1
    group = _set_clocks(row, inspection)
    add(row, _TWICE)
    _note_clock(row, group)
    version = ReportVersion.objects.create(
        report=row, number=1, opening=opening_of(inspection, found, inspection.team_name),
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    ReportSentence.objects.bulk_create(
        [drafted(version, one, line) for line, one in enumerate(found, start=1)]
    )
    note_step(actor, row, "draft", "起草", "", row.state, target=TARGET)
    record(actor, "feedback.report.drafted", row, kind=str(kind), findings=len(found))
    return row


def drafted(version: ReportVersion, finding: Finding, line: int) -> ReportSentence:
    """The sentence of a finding in the system's words, not saved."""
    place, text = place_of(finding), sentence_of(finding)
    return ReportSentence(
        version=version, line=line, place=place.code, section=place.section, finding=finding,
        drafted=text, text=text,
    )  # fmt: skip


def _demand_time(inspection: Inspection) -> None:
    if inspection.state not in AFTER_ENTRY:
        raise Conflict("还没有进驻，进驻以后再起草报告。")
    if inspection.state in AFTER_FEEDBACK:
        raise Conflict("这次巡察已经反馈，不能再起草报告。")


def _set_clocks(row: Report, inspection: Inspection) -> Due | None:
    """The meetings' days count from the end of the stay; before that there are none yet."""
    since = inspection.left_on
    if since is None:
        return None
    group, secretary = due("group_workdays", since), due("secretary_days", since)
    row.group_due_on, row.secretary_due_on = group.on, secretary.on
    row.due_rule = f"领导小组{group.rule}；书记专题会{secretary.rule}"[:160]
    row.rules_version = group.version
    return group


def _note_clock(row: Report, group: Due | None) -> None:
    """Only the leading group's day counts working days."""
    if group is not None:
        note_provisional(row, "group_due_on", group.counted)


@service
def sign_report(actor: Actor, *, report_id: int, version: int) -> Report:
    """The team's leader signs what the present version says; it is fixed from then on."""
    row = find_report(actor, report_id)
    text = version_of(row)
    digest = digest_of(text, sentences_of(text))
    group = _set_clocks(row, row.inspection) if row.group_due_on is None else None
    step(
        actor, REPORT_STATES, row, "sign", version=version, target=TARGET,
        note=f"第{row.revision}版", signed_by_id=actor.user_id,
        signed_on=clock.today(), signed_digest=digest, group_due_on=row.group_due_on,
        secretary_due_on=row.secretary_due_on, due_rule=row.due_rule,
        rules_version=row.rules_version,
    )  # fmt: skip
    ReportVersion.objects.filter(pk=text.pk).update(digest=digest)
    _note_clock(row, group)
    record(actor, "feedback.report.signed", row, digest=digest, revision=row.revision)
    _tell(actor, row, with_roles(OFFICE), "signed", "报告已由组长签发，请审核。")
    return row


@service
def review_report(actor: Actor, *, report_id: int, version: int, note: str) -> Report:
    """The office has reviewed what was signed: it may be heard now."""
    row = find_report(actor, report_id)
    note = words(note, 500, "note", "请写明审核意见。")
    _demand_intact(row)
    step(
        actor, REPORT_STATES, row, "review", version=version, target=TARGET, note=note,
        reviewed_by_id=actor.user_id, reviewed_on=clock.today(), review_note=note,
    )  # fmt: skip
    record(actor, "feedback.report.reviewed", row)
    _tell(actor, row, with_roles([OFFICE_DIRECTOR]), "reviewed", "报告已审核，可以提请听取。")
    return row


@service
def return_report(actor: Actor, *, report_id: int, version: int, reason: str) -> Report:
    """Send it back: the next version begins with the same words; the one before stays. It has to
    be signed and reviewed anew; that it was heard stays."""
    row = find_report(actor, report_id)
    last = version_of(row)
    step(
        actor, REPORT_STATES, row, "return", version=version, reason=reason, target=TARGET,
        revision=row.revision + 1, signed_by=None, signed_on=None, signed_digest="",
        reviewed_by=None, reviewed_on=None, review_note="",
    )  # fmt: skip
    fresh = ReportVersion.objects.create(
        report=row, number=row.revision, opening=last.opening, closing=last.closing,
        reason=reason.strip()[:300], made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    kept = list(ReportSentence.objects.filter(version=last).order_by("line", "pk"))
    for one in kept:
        one.pk, one.version = None, fresh
    ReportSentence.objects.bulk_create(kept)
    record(actor, "feedback.report.returned", row, reason=reason.strip())
    _tell(actor, row, team_users(row.inspection_id), "returned", "报告被退回，请修改后重新签发。")
    return row


@service
def amend_report(actor: Actor, *, report_id: int, version: int, action: str) -> Report:
    """A version that was amended as a meeting wished goes on without being heard again."""
    if action not in {"amend_group", "amend_secretary"}:
        raise Invalid("没有这个步骤。")
    row = find_report(actor, report_id)
    _demand_intact(row)
    step(
        actor, REPORT_STATES, row, action, version=version, target=TARGET,
        note=f"第{row.revision}版",
    )  # fmt: skip
    record(actor, "feedback.report.amended", row, action=action)
    return row


@service
def finalise_report(actor: Actor, *, report_id: int, version: int) -> Report:
    """Final: the feedback's clock starts. Refuses a main report that leaves a finding out."""
    row = find_report(actor, report_id)
    _demand_intact(row)
    step(
        actor, REPORT_STATES, row, "finalise", version=version, target=TARGET,
        final_by_id=actor.user_id, final_on=clock.today(),
    )  # fmt: skip
    record(actor, "feedback.report.finalised", row, digest=row.signed_digest)
    users = [*with_roles(OFFICE), *head_ids(row.inspection_id, LEADERS)]
    _tell(actor, row, users, "finalised", "报告已定稿，请准备反馈。")
    return row


@service
def withdraw_report(actor: Actor, *, report_id: int, version: int, reason: str) -> Report:
    """Leave a draft; that it was there stays."""
    row = find_report(actor, report_id)
    step(
        actor, REPORT_STATES, row, "withdraw", version=version, reason=reason, target=TARGET,
        end_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "feedback.report.withdrawn", row, reason=reason.strip())
    return row


@service
def note_print(actor: Actor, *, report_id: int) -> Report:
    """Somebody prints it."""
    row = find_report(actor, report_id)
    access.require(actor, "print", row)
    record(actor, "feedback.report.printed", row, revision=row.revision, state=row.state)
    return row


def find_report(actor: Actor, report_id: int) -> Report:
    """The report under the actor's scope."""
    related = ("inspection__organisation", "inspection__round")
    return access.get_or_404(actor, Report, related=related, pk=report_id)


def is_intact(row: Report, version: ReportVersion, sentences: list[ReportSentence]) -> bool:
    """Whether the words are still those that were signed."""
    return digest_of(version, sentences) == row.signed_digest


def _demand_intact(row: Report) -> None:
    text = version_of(row)
    if row.state != ReportState.DRAFT and not is_intact(row, text, sentences_of(text)):
        raise Conflict("报告的文字和签发时不一致，请退回，由组长重新签发。")


def _tell(
    actor: Actor, row: Report, users: list[int], kind: str, text: str
) -> None:  # fmt: skip
    told(
        actor, users, f"feedback.report.{kind}", f"{row.inspection.organisation}：{text}",
        f"/reports/{row.pk}/", row.inspection_id,
    )  # fmt: skip
