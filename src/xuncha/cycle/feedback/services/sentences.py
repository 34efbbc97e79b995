"""Writing a report while it is a draft. Every act goes by the version of the report that the
person saw, so that two who write at once don't overwrite each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.feedback.enums import ReportState
from xuncha.cycle.feedback.looking import version_of
from xuncha.cycle.feedback.models import Report, ReportSentence
from xuncha.cycle.feedback.sections import VILLAGES, findings_for, place_of, sentence_of
from xuncha.cycle.feedback.services.common import touch
from xuncha.cycle.feedback.services.reports import drafted, find_report
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Invalid
from xuncha.kernel.records import add
from xuncha.kernel.texts import words

LONGEST = 5000
_FIXED = "报告已经签发，文字不能再改；要改请巡察办退回。"
_TWICE = "这个问题已经写在这份报告里。"


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What somebody makes of a sentence. ``line`` moves it to a place within the report."""

    text: str
    section: str = ""
    village_id: int | None = None
    line: int | None = None


@service
def change_whole(
    actor: Actor, *, report_id: int, version: int, title: str, opening: str, closing: str
) -> Report:
    """Title, general part and advice."""
    row = _draft(actor, report_id)
    title = words(title, 120, "title", "请写标题。")
    opening = words(opening, LONGEST, "opening", "请写总体情况。")
    if len(closing.strip()) > LONGEST:
        raise Invalid(f"最多 {LONGEST} 个字。", field="closing")
    touch(row, version, ReportState.DRAFT, _FIXED, title=title)
    text = version_of(row)
    text.opening, text.closing = opening, closing.strip()
    text.save(update_fields=["opening", "closing"])
    record(actor, "feedback.report.changed", row, part="总体")
    return row


@service
def take_in(actor: Actor, *, report_id: int, version: int, finding_id: int) -> Report:
    """Write a finding that stands nowhere yet into the report, behind those of its section."""
    row = _draft(actor, report_id)
    finding = next(
        (one for one in findings_for(row.inspection_id) if one.pk == finding_id), None
    )  # fmt: skip
    if finding is None:
        raise Absent
    touch(row, version, ReportState.DRAFT, _FIXED)
    text = version_of(row)
    place = place_of(finding)
    last = _last_line(text.sentences.filter(section=place.section)) or _last_line(text.sentences)
    _make_room(text, last + 1)
    add(drafted(text, finding, last + 1), _TWICE)
    record(actor, "feedback.report.changed", row, part=f"写进问题{finding.number}")
    return row


@service
def add_sentence(
    actor: Actor, *, report_id: int, version: int, told: SentenceWords
) -> ReportSentence:
    """A sentence of its own, without a finding: the page shows it as such."""
    row = _draft(actor, report_id)
    touch(row, version, ReportState.DRAFT, _FIXED)
    text = version_of(row)
    section = words(told.section, 80, "section", "请写明放在哪一部分。")
    last = _last_line(text.sentences.filter(section=section)) or _last_line(text.sentences)
    line = told.line or last + 1
    _make_room(text, line)
    made = ReportSentence.objects.create(
        version=text, line=line, section=section, text=_text(told.text),
        village=_village(row, told.village_id), edited_by_id=actor.user_id,
        edited_at=clock.now(),
    )  # fmt: skip
    record(actor, "feedback.report.changed", row, part="加写一条")
    return made


@service
def change_sentence(
    actor: Actor, *, sentence_id: int, version: int, told: SentenceWords
) -> ReportSentence:
    """Edit a sentence. What was drafted from the finding stays beside it."""
    one, row = _found(actor, sentence_id)
    touch(row, version, ReportState.DRAFT, _FIXED)
    fields: dict[str, Any] = {
        "text": _text(told.text), "village": _village(row, told.village_id),
        "edited_by_id": actor.user_id, "edited_at": clock.now(),
    }  # fmt: skip
    if section := told.section.strip():
        fields["section"] = section[:80]
    if told.line and told.line != one.line:
        _make_room(one.version, told.line)
        fields["line"] = told.line
    for name, value in fields.items():
        setattr(one, name, value)
    one.save()
    record(actor, "feedback.report.changed", row, part=f"第{one.line}条")
    return one


@service
def redraft_sentence(actor: Actor, *, sentence_id: int, version: int) -> ReportSentence:
    """Write a sentence anew out of what its finding says today."""
    one, row = _found(actor, sentence_id)
    if one.finding is None:
        raise Invalid("这一条没有对应的问题，请直接修改文字。")
    touch(row, version, ReportState.DRAFT, _FIXED)
    place, text = place_of(one.finding), sentence_of(one.finding)
    one.drafted = one.text = text
    one.place, one.section = place.code, place.section
    one.edited_by_id, one.edited_at = None, None
    one.save()
    record(actor, "feedback.report.changed", row, part=f"按问题重写第{one.line}条")
    return one


@service
def drop_sentence(actor: Actor, *, sentence_id: int, version: int) -> Report:
    """Leave it out of this version; its finding shows as not used."""
    one, row = _found(actor, sentence_id)
    touch(row, version, ReportState.DRAFT, _FIXED)
    line = one.line
    one.delete()
    record(actor, "feedback.report.changed", row, part=f"删去第{line}条")
    return row


def villages_of(report: Report) -> list[Organisation]:
    """Villages below the inspected unit, for those findings that were made in one."""
    rows = Organisation.objects.filter(
        parent=report.inspection.organisation_id, dissolved_on__isnull=True,
        kind__in=[OrganisationKind.VILLAGE, OrganisationKind.COMMUNITY],
    )  # fmt: skip
    return list(rows.order_by("code"))


def is_of_village(sentence: ReportSentence) -> bool:
    """Whether it stands in the part on villages."""
    return sentence.section == VILLAGES or sentence.village_id is not None


def _draft(actor: Actor, report_id: int) -> Report:
    row = find_report(actor, report_id)
    access.require(actor, "change", row)
    return row


def _found(actor: Actor, sentence_id: int) -> tuple[ReportSentence, Report]:
    rows = ReportSentence.objects.select_related("version__report", "finding__leaf__parent__parent")
    one = access.get_or_404(actor, rows, pk=sentence_id)
    row = _draft(actor, one.version.report_id)
    if one.version.number != row.revision:
        raise Absent
    return one, row


def _text(text: str) -> str:
    return words(text, LONGEST, "text", "请写内容。")


def _village(report: Report, village_id: int | None) -> Organisation | None:
    if village_id is None:
        return None
    found = next((one for one in villages_of(report) if one.pk == village_id), None)
    if found is None:
        raise Invalid("请在这个单位下属的村（社区）里选择。", field="village_id")
    return found


def _last_line(rows: Any) -> int:
    return int(rows.aggregate(last=Max("line"))["last"] or 0)


def _make_room(version: Any, line: int) -> None:
    version.sentences.filter(line__gte=line).update(line=F("line") + 1)
