"""The two reports: sent, read and checked in the background, explained, returned, accepted."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, UNIT
from xuncha.cycle.evaluation.dues import report_due
from xuncha.cycle.evaluation.enums import ReadState, ReportKind, ReportState
from xuncha.cycle.evaluation.models import Report, ReportDifference, ReportEdition
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services.common import (
    SHORT,
    find,
    inspection_of,
    note_step,
    say,
    step,
)
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.teams.telling import with_roles
from xuncha.engines.checking.against_report import Difference
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.jobs.services import start
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, next_number
from xuncha.kernel.texts import words

READ = "evaluation.read_report"
_LINE = 2_000


def send_report(
    actor: Actor, *, inspection_id: int, kind: ReportKind, uploads: Sequence[Upload],
    note: str = "",
) -> Report:  # fmt: skip
    """Send a report, or a better edition of one that was not accepted yet. Refuses anything but one
    file, somebody else's unit, and the head's report from anybody but the head. It is read and
    checked against the ledger afterwards, by a job."""
    if len(uploads) != 1:
        raise Invalid("请上传一个文件，就是报告本身。", field="uploads")
    _may_send(actor, inspection_id, kind)
    return _send(
        actor, inspection_id=inspection_id, kind=kind, file=keep_all(actor, uploads)[0], note=note
    )


def _may_send(actor: Actor, inspection_id: int, kind: ReportKind) -> tuple[Inspection, Report]:
    inspection = inspection_of(actor, inspection_id)
    row = Report.objects.filter(inspection=inspection, kind=kind).first()
    row = row or Report(inspection=inspection, kind=kind)
    row.inspection = inspection
    access.require(actor, "send", row)
    if row.state == ReportState.ACCEPTED:
        raise Conflict("这份报告已经接受，不用再报送。")
    return inspection, row


@service
def _send(
    actor: Actor, *, inspection_id: int, kind: ReportKind, file: StoredFile, note: str
) -> Report:
    inspection, row = _may_send(actor, inspection_id, kind)
    if row._state.adding:
        _begin(actor, row, inspection)
    else:
        step(actor, row, "resend", return_reason="", note=note)
    number = next_number(row.editions)
    try:
        with transaction.atomic():
            made = ReportEdition.objects.create(
                report=row, number=number, file=file, note=note.strip()[:300],
                sent_by_id=actor.user_id, sent_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("刚才有人也报送了一稿，请刷新后再看。") from None
    topic = topic_of(inspection.pk)
    start(actor, kind=READ, arguments={"edition_id": made.pk}, topic=topic)
    record(actor, "evaluation.report.sent", row, number=number, late=row.is_late)
    say(
        actor, with_roles([OFFICE_DIRECTOR]), row, "report", f"收到一份{row}（第 {number} 稿）。",
        _url(row),
    )  # fmt: skip
    return row


def _begin(actor: Actor, row: Report, inspection: Inspection) -> None:
    rules = rules_on(clock.today())
    due = report_due(inspection, rules.settings.numbers)
    row.due_on, row.due_rule, row.rules_version = due.on, due.rule, rules.number
    row.first_sent_on = clock.today()
    add(row, "这份报告刚才已经报送了，请刷新后再看。")
    note_step(actor, row, "send", "报送", "", row.state)


@service
def note_read(
    actor: Actor, *, edition_id: int, differences: Sequence[Difference] | None
) -> ReportEdition:
    """What the check found; None where the file holds no text. A second run changes nothing."""
    row = access.get_or_404(actor, ReportEdition, related=("report__inspection",), pk=edition_id)
    state = ReadState.FAILED if differences is None else ReadState.READ
    waiting = ReportEdition.objects.filter(pk=row.pk, read_state=ReadState.WAITING)
    if waiting.update(read_state=state, read_on=clock.today()) != 1:
        return row
    found = list(differences or ())
    ReportDifference.objects.bulk_create(
        [
            ReportDifference(
                edition=row, number=at, line=one.line[:_LINE], start=one.start, end=one.end,
                counted=one.counted[:60],
            )
            for at, one in enumerate(found, start=1)
            if one.end <= _LINE
        ]
    )  # fmt: skip
    row.refresh_from_db()
    record(actor, "evaluation.report.read", row.report, differences=len(found), state=str(state))
    if found:
        say(
            actor, unit_users(row.report.inspection.organisation_id, UNIT), row.report, "report",
            f"{row.report}有 {len(found)} 处和台账对不上，请更正重报，或者逐处说明。",
            _url(row.report),
        )  # fmt: skip
    return row


@service
def explain(actor: Actor, *, difference_id: int, text: str) -> ReportDifference:
    """The unit says why a figure is right as it stands. Refuses differences of an edition that a
    better one replaced, and of a report that was accepted."""
    related = ("edition__report__inspection",)
    row = access.get_or_404(actor, ReportDifference, related=related, pk=difference_id)
    report = row.edition.report
    access.require(actor, "explain", report)
    text = words(text, SHORT, "text", "请说明这个数为什么这样写。")
    if report.editions.filter(number__gt=row.edition.number).exists():
        raise Conflict("已经报送了新的一稿，请到新的一稿上说明。")
    still = ReportDifference.objects.exclude(edition__report__state=ReportState.ACCEPTED)
    explained = still.filter(pk=row.pk).update(
        explanation=text, explained_by_id=actor.user_id, explained_at=clock.now()
    )
    if explained != 1:
        raise Conflict("这份报告已经接受，不用再说明。")
    row.refresh_from_db()
    record(actor, "evaluation.report.explained", report, difference=row.number, words=text)
    return row


@service
def return_report(actor: Actor, *, report_id: int, version: int, reason: str) -> Report:
    """Back to the unit, with what is to be mended."""
    row = find(actor, Report, report_id)
    change = step(
        actor, row, "return", version=version, reason=reason, return_reason=reason.strip()[:SHORT]
    )
    record(actor, "evaluation.report.returned", row, reason=change.reason)
    _tell_unit(actor, row, f"{row}被退回，请按理由修改以后重新报送。")
    return row


@service
def accept_report(actor: Actor, *, report_id: int, version: int, reason: str) -> Report:
    """Taken, with the office's opinion. Refuses while the last edition is not checked, and while a
    difference has neither gone nor been explained."""
    row = find(actor, Report, report_id)
    change = step(
        actor, row, "accept", version=version, reason=reason, accepted_by_id=actor.user_id,
        accepted_on=clock.today(), accept_note=reason.strip()[:SHORT],
    )  # fmt: skip
    record(actor, "evaluation.report.accepted", row, note=change.reason)
    _tell_unit(actor, row, f"{row}已经接受。")
    return row


@service
def note_download(actor: Actor, *, edition_id: int) -> ReportEdition:
    """A report is opened; the log knows."""
    row = access.get_or_404(actor, ReportEdition, related=("file", "report"), pk=edition_id)
    record(actor, "evaluation.report.file_opened", row.report, sha256=row.file.sha256)
    return row


def _url(row: Report) -> str:
    return f"/evaluation/reports/{row.pk}/"


def _tell_unit(actor: Actor, row: Report, text: str) -> None:
    users = unit_users(row.inspection.organisation_id, UNIT)
    say(actor, users, row, "report", text, _url(row))
