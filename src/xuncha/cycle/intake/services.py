"""Reading papers in: hand one in, correct what was understood, take its findings as drafts, or
leave it."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.findings.reading import ReadFinding, Taken, import_drafts
from xuncha.cycle.intake.enums import IntakeState, PaperKind
from xuncha.cycle.intake.models import IntakeFinding, PaperIntake
from xuncha.cycle.intake.selectors import get_paper, likely_inspection
from xuncha.cycle.intake.states import INTAKE_STATES
from xuncha.cycle.intake.understood import understood
from xuncha.cycle.planning.models import Inspection
from xuncha.engines.reading.official.child import read_in_child
from xuncha.engines.reading.records import ReadError
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.receiving import Readable
from xuncha.foundation.files.selectors import as_path
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_TOO_LATE = "这份文件刚才已经处理过了，请刷新后再看。"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person made of one finding: kept or not, and its words."""

    at: int
    kept: bool
    text: str


def bring_paper(
    actor: Actor, *, stream: Readable, name: str, inspection_id: int | None = None
) -> PaperIntake:
    """Take a file in and have it read, in a process of its own; nothing of it counts yet.

    Refuses with ``Invalid`` on ``file`` what the files room refuses and what can't be read (a
    scanned paper says so). Without an inspection the one that the paper names is proposed.
    """
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id) if inspection_id else None
    access.require(actor, "bring", PaperIntake(inspection=inspection))
    stored = keep_file(actor, stream=stream, name=name)
    try:
        with as_path(stored) as path:
            told = read_in_child(path, stored.name)
    except ReadError as problem:
        raise Invalid(str(problem), field="file") from None
    kept = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    reading = keep_file(actor, stream=io.BytesIO(kept), name="识别结果.json", limit_bytes=len(kept))
    return _note_read(actor, stored=stored, reading=reading, inspection=inspection, told=told)


@service
def _note_read(
    actor: Actor, *, stored: StoredFile, reading: StoredFile, inspection: Inspection | None,
    told: dict[str, Any],
) -> PaperIntake:  # fmt: skip
    if inspection is None:
        inspection = likely_inspection(actor, told["facts"].get("organisations", ()))
    row = PaperIntake.objects.create(
        file=stored, reading=reading, inspection=inspection, kind=told["kind"],
        brought_by_id=actor.user_id, brought_at=clock.now(),
    )  # fmt: skip
    counts = {"facts": len(told["evidence"]), "findings": len(told["findings"])}
    record(actor, "intake.paper.read", row, kind=row.kind, counts=counts)
    return row


@service
def correct_paper(
    actor: Actor, *, intake_id: int, version: int, kind: PaperKind, inspection_id: int | None,
    lines: Sequence[Correction],
) -> PaperIntake:  # fmt: skip
    """Keep what a person corrected, without taking anything in yet."""
    row = _waiting(actor, intake_id, "correct", version)
    _correct(actor, row, kind, inspection_id, lines)
    record(actor, "intake.paper.corrected", row, kind=kind, inspection=row.inspection_id)
    return row


@service
def take_paper(
    actor: Actor, *, intake_id: int, version: int, kind: PaperKind, inspection_id: int | None,
    lines: Sequence[Correction],
) -> list[Taken]:  # fmt: skip
    """Take the kept findings in as drafts of the inspection, all together. Each stays tied to its
    words in the paper. Refuses without an inspection and without a finding that is kept."""
    row = _waiting(actor, intake_id, "take", version)
    if inspection_id is None:
        raise Invalid("请选择这份文件属于哪次巡察。", field="inspection")
    _correct(actor, row, kind, inspection_id, lines)
    kept = [one for one in understood(row).lines if one.kept]
    taken = import_drafts(
        actor, inspection_id=inspection_id,
        drafts=[ReadFinding(_number(one.number), one.text) for one in kept],
    )  # fmt: skip
    links: dict[int, IntakeFinding] = {}
    for line, one in zip(kept, taken, strict=True):
        links.setdefault(one.finding.pk, IntakeFinding(
            intake=row, finding=one.finding, place=line.at + 1, start=line.start, end=line.end,
        ))  # fmt: skip
    IntakeFinding.objects.bulk_create(links.values())
    INTAKE_STATES.move(row, "take", version=row.version, done_at=clock.now())
    record(actor, "intake.paper.taken", row, inspection=inspection_id, new=_new(taken),
           same=len(taken) - _new(taken))  # fmt: skip
    return taken


@service
def drop_paper(actor: Actor, *, intake_id: int, version: int) -> PaperIntake:
    """Leave a paper; nothing of it was ever counted."""
    row = _waiting(actor, intake_id, "drop", version)
    INTAKE_STATES.move(row, "drop", version=version)
    record(actor, "intake.paper.dropped", row)
    return row


@service
def note_download(actor: Actor, *, intake_id: int) -> PaperIntake:
    """A paper leaves the house as it came: noted first."""
    row = get_paper(actor, intake_id)
    access.require(actor, "download", row)
    record(actor, "intake.paper.downloaded", row, name=row.file.name)
    return row


def _correct(
    actor: Actor, row: PaperIntake, kind: PaperKind, inspection_id: int | None,
    lines: Sequence[Correction],
) -> None:  # fmt: skip
    """Write the corrections where the row is still as the person saw it."""
    known = {one.at: one for one in understood(row).lines}
    changed: dict[str, dict[str, Any]] = {}
    for one in lines:
        if one.at not in known:
            raise Invalid("提交的内容和文件对不上，请刷新页面后再试。")
        text = one.text.strip().replace("\r\n", "\n")
        if not one.kept or text != known[one.at].read:
            changed[str(one.at)] = {"kept": one.kept, "text": text}
    row.inspection = (
        access.get_or_404(actor, Inspection, pk=inspection_id) if inspection_id else None
    )
    access.require(actor, "correct", row)
    row.kind, row.corrections = kind, {"findings": changed}
    done = PaperIntake.objects.filter(
        pk=row.pk, version=row.version, state=IntakeState.READ
    ).update(
        kind=kind, inspection=row.inspection, corrections=row.corrections, version=row.version + 1
    )
    if done != 1:
        raise Conflict(_TOO_LATE)
    row.version += 1
    access.still_visible(actor, row)


def _waiting(actor: Actor, intake_id: int, action: str, version: int) -> PaperIntake:
    row = get_paper(actor, intake_id)
    access.require(actor, action, row)
    if row.version != version or row.state != IntakeState.READ:
        raise Conflict(_TOO_LATE)
    return row


def _number(told: str) -> str:
    return told.strip("（）().、．:： ")


def _new(taken: Sequence[Taken]) -> int:
    return sum(one.is_new for one in taken)
