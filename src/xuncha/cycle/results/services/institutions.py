"""Institutions: reported, kept by another person, repealed or withdrawn with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.results.models import Institution, InstitutionFile, InstitutionFinding
from xuncha.cycle.results.services.common import note_step, step
from xuncha.cycle.results.services.results import LONGEST, USABLE
from xuncha.cycle.results.states import INSTITUTION_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.texts import words

TARGET = "institution"


@dataclass(frozen=True, slots=True)
class Built:
    """What an institution is: its title and number, which cause it answers, what it says."""

    title: str
    cause: str
    in_force_on: dt.date
    text: str = ""
    paper: str = ""


def report_institution(
    actor: Actor, *, organisation_id: int, built: Built, finding_ids: Collection[int],
    uploads: Sequence[Upload] = (),
) -> Institution:  # fmt: skip
    """Put down an institution with its text, in words or as a file, and the findings that it
    answers. Files are sealed before the transaction."""
    row = _drafted(actor, organisation_id, built)
    access.require(actor, "create", row)
    if not row.text and not uploads:
        raise Invalid("请写明制度主要内容，或者上传制度文本。", field="text")
    ties = _ties(actor, row, finding_ids)
    return _report(actor, row=row, ties=ties, files=keep_all(actor, uploads))


def _drafted(actor: Actor, organisation_id: int, built: Built) -> Institution:
    if built.in_force_on > clock.today():
        raise Invalid("还没有施行的制度，施行以后再登记。", field="in_force_on")
    return Institution(
        organisation=access.get_or_404(actor, Organisation, pk=organisation_id),
        title=words(built.title.strip("《》 "), 120, "title", "请写制度名称。"),
        cause=words(built.cause, 2000, "cause", "请写明针对什么原因。"),
        paper=built.paper.strip()[:60], in_force_on=built.in_force_on,
        text=built.text.strip()[:LONGEST], reported_by_id=actor.user_id,
        reported_at=clock.now(),
    )  # fmt: skip


def _ties(actor: Actor, row: Institution, finding_ids: Collection[int]) -> list[Finding]:
    wanted = set(finding_ids)
    if not wanted:
        raise Invalid("请选这项制度针对的问题。", field="findings")
    rows = access.visible(actor, Finding).filter(
        pk__in=wanted, organisation=row.organisation, state__in=USABLE
    )
    found = list(rows.order_by("pk"))
    if len(found) != len(wanted):
        raise Invalid("有的问题不是这个单位的，或者还没有定稿，请重新选。", field="findings")
    return found


@service
def _report(
    actor: Actor, *, row: Institution, ties: list[Finding], files: list[StoredFile]
) -> Institution:
    row.save(force_insert=True)
    InstitutionFinding.objects.bulk_create(
        [InstitutionFinding(institution=row, finding=one) for one in ties]
    )
    attach(actor, InstitutionFile, row, files, TARGET)
    access.still_visible(actor, row)
    note_step(actor, row, "report", "登记", "", row.state, target=TARGET)
    record(actor, "results.institution.reported", row, findings=len(ties), files=len(files))
    return row


@service
def keep_institution(actor: Actor, *, institution_id: int, version: int) -> Institution:
    """It is there and says what was reported: another person looked."""
    row = _find(actor, institution_id)
    step(
        actor, INSTITUTION_STATES, row, "keep", version=version, target=TARGET,
        kept_by_id=actor.user_id,
    )  # fmt: skip
    record(actor, "results.institution.kept", row)
    return row


@service
def repeal_institution(
    actor: Actor, *, institution_id: int, version: int, on: dt.date, reason: str
) -> Institution:
    """No longer in force from a day on."""
    row = _find(actor, institution_id)
    if on < row.in_force_on:
        raise Invalid(f"废止日期不能早于施行日期 {row.in_force_on}。", field="on")
    if on > clock.today():
        raise Invalid("废止日期不能晚于今天。", field="on")
    change = step(
        actor, INSTITUTION_STATES, row, "repeal", version=version, reason=reason, target=TARGET,
        repealed_on=on, end_reason=reason.strip()[:500],
    )  # fmt: skip
    record(actor, "results.institution.repealed", row, on=str(on), reason=change.reason)
    return row


@service
def withdraw_institution(
    actor: Actor, *, institution_id: int, version: int, reason: str
) -> Institution:
    """It was put down by mistake; that it was stays."""
    row = _find(actor, institution_id)
    change = step(
        actor, INSTITUTION_STATES, row, "withdraw", version=version, reason=reason,
        target=TARGET, end_reason=reason.strip()[:500],
    )  # fmt: skip
    record(actor, "results.institution.withdrawn", row, reason=change.reason)
    return row


@service
def note_institution_file(actor: Actor, *, institution_file_id: int) -> InstitutionFile:
    """Its text is looked at; the log knows."""
    row = access.get_or_404(
        actor, InstitutionFile, related=("file", "institution"), pk=institution_file_id
    )
    record(actor, "results.institution.file_opened", row.institution, sha256=row.file.sha256)
    return row


def _find(actor: Actor, institution_id: int) -> Institution:
    return access.get_or_404(actor, Institution, related=("organisation",), pk=institution_id)
