"""What a brought-in workbook would do to the version that is being written. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from xuncha.cycle.rectification.importing.matching import FedBack, Place, places, same_items
from xuncha.cycle.rectification.importing.rows import ItemDraft, draft_of
from xuncha.cycle.schemes.checks import rows_of, version_of
from xuncha.cycle.schemes.coverage import findings_of
from xuncha.cycle.schemes.models import SchemeImport, SchemeRow, SchemeTie
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.files.selectors import as_path
from xuncha.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Brought:
    """One row of the file: where it goes, or why it can't."""

    draft: ItemDraft
    finding_id: int | None
    row: SchemeRow | None
    is_new: bool = False
    notes: tuple[str, ...] = ()

    @property
    def fate(self) -> str:
        if self.finding_id is None:
            return "不能导入"
        return "新增" if self.is_new else "更新"


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole file, and the rows of the first draft that it makes needless."""

    rows: list[Brought]
    needless: list[SchemeRow] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many of each fate."""
        told = Counter(one.fate for one in self.rows)
        return {
            "new": told["新增"], "changed": told["更新"], "refused": told["不能导入"],
            "needless": len(self.needless),
        }  # fmt: skip


def read_scheme(brought: SchemeImport) -> Reading:
    """The dry run. ``Invalid`` where the file holds no table of findings and measures."""
    scheme = brought.scheme
    with as_path(brought.file) as path:
        try:
            ledger = read_ledger(path)
        except ReadError as problem:
            sentence = str(problem).replace(path.name, brought.file.name)
            raise Invalid(sentence, field="file") from None
    drafts = [
        draft_of(sheet, row, ledger.year)[0]
        for sheet in ledger.sheets for row in sheet.rows
    ]  # fmt: skip
    findings = findings_of(scheme.inspection_id)
    told = [FedBack(one.pk, one.number, one.text) for one in findings]
    found = places(told, drafts) if told else {}
    return _planned(brought, drafts, found)


def _planned(
    brought: SchemeImport, drafts: Sequence[ItemDraft], found: dict[int, Place]
) -> Reading:
    rows = rows_of(version_of(brought.scheme))
    tied = set(SchemeTie.objects.filter(scheme=brought.scheme).values_list("line", flat=True))
    placed = [at for at in range(len(drafts)) if at in found]
    same = same_items(
        [(one.line, one.finding_id, one.task) for one in rows],
        [(found[at].finding_id, drafts[at].problem) for at in placed],
    )
    by_line = {one.line: one for one in rows}
    lines = {
        placed[at]: line
        for at, line in same.items()
        if not (by_line[line].parts and _is_whole(drafts[placed[at]]))
    }
    bare = [one for one in rows if _is_bare(one) and one.line not in {*lines.values(), *tied}]
    told = []
    for at, draft in enumerate(drafts):
        place = found.get(at)
        if place is None:
            note = "和反馈问题清单都对不上，请核对反馈问题一栏"
            told.append(Brought(draft, None, None, notes=(note,)))
            continue
        row = by_line.get(lines.get(at, 0)) or _take(bare, place.finding_id, draft)
        notes = () if place.is_sure else ("和反馈问题的文字不很相近，请看一看是不是同一个问题",)
        told.append(Brought(draft, place.finding_id, row, row is None, notes))
    answered = {one.finding_id for one in told if one.finding_id is not None}
    return Reading(told, [one for one in bare if one.finding_id in answered])


def _is_bare(row: SchemeRow) -> bool:
    """As the first draft made it: nobody has written in it yet."""
    return not (row.measures or row.lead or row.department or row.due_on or row.is_long_term)


def _is_whole(draft: ItemDraft) -> bool:
    """The finding as it stands, not one of its parts."""
    return draft.problem == draft.finding


def _take(bare: list[SchemeRow], finding_id: int, draft: ItemDraft) -> SchemeRow | None:
    """The only bare row of a finding whose text stands whole in the file."""
    own = [one for one in bare if one.finding_id == finding_id]
    if len(own) != 1 or not _is_whole(draft):
        return None
    bare.remove(own[0])
    return own[0]
