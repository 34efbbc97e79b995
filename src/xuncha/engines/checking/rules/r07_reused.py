"""R07 佐证重复使用: one file proves different findings' or several units' claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.looks import groups_alike
from xuncha.engines.checking.proving import Proof, is_empty, proofs_of, shelf_of
from xuncha.engines.checking.report import Other, Severity, Span
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.reading.records import Field, ProofFile

CODE = "R07"


@dataclass(frozen=True, slots=True)
class Use:
    """One row that names one file."""

    view: RowView
    proof: Proof
    file: ProofFile

    @property
    def claim(self) -> tuple[int, object]:
        """What is proved: the unit, and the finding (by its words, else by its block)."""
        return (self.view.unit_at, self.view.matter or self.view.block)


def _run(run: Run) -> Iterator[RowSignal]:
    by_row: dict[tuple[int, str, int], list[Use]] = defaultdict(list)
    by_content: dict[str, list[Use]] = defaultdict(list)
    least = int(run.number(CODE, "min_text"))
    uses_made = list(_uses(run))
    alike = groups_alike(one.file for one in uses_made)
    marks = {id(one.file): tuple(_marks(one.file, least, alike)) for one in uses_made}
    for use in uses_made:
        by_row[(use.view.unit_at, use.view.row.sheet, use.view.row.row)].append(use)
        for mark in marks[id(use.file)]:
            by_content[mark].append(use)
    for uses in by_row.values():
        found = _worst(uses, by_content, marks)
        if found is not None:
            yield _signal(run, *found)


def _uses(run: Run) -> Iterator[Use]:
    shelf = shelf_of(run)
    if shelf is None:
        return
    for view in run.views:
        unit = run.unit_of(view).ledger.unit
        for proof in proofs_of(view, shelf, run.lexicon, unit):
            for file in proof.files[:1]:
                if not is_empty(file):
                    yield Use(view, proof, file)


def _marks(file: ProofFile, least: int, alike: Mapping[str, int]) -> Iterator[str]:
    """What makes two files one: the same bytes, the same text, the same picture, also where it was
    saved anew."""
    yield f"bytes:{file.sha256}"
    if file.text_sha256 and len("".join(file.text.split())) >= least:
        yield f"text:{file.text_sha256}"
    if file.picture_sha256:
        yield f"picture:{file.picture_sha256}"
    if file.relative in alike:
        yield f"looks:{alike[file.relative]}"


def _worst(
    mine: Iterable[Use], by_content: dict[str, list[Use]], marks: Mapping[int, tuple[str, ...]]
) -> tuple[Use, list[Use]] | None:
    """The row's most doubtful reuse: files that are no minutes go first."""
    held: tuple[Use, list[Use]] | None = None
    for use in mine:
        others = {
            id(other): other
            for mark in marks[id(use.file)]
            for other in by_content[mark]
            if other.claim != use.claim and not _is_one_block(other.view, use.view)
        }
        if others and (held is None or held[0].file.is_minutes):
            held = (use, list(others.values()))
    return held


def _is_one_block(one: RowView, other: RowView) -> bool:
    """Rows of one block answer one finding, whatever part of it each of them tells."""
    return one.block == other.block


def _signal(run: Run, use: Use, others: list[Use]) -> RowSignal:
    first = others[0]
    there = run.unit_of(first.view)
    is_elsewhere = there.at != use.view.unit_at
    place = (
        f"{there.ledger.file} 第{first.view.row.row}行"
        if is_elsewhere
        else (f"第{first.view.row.row}行")
    )
    name = use.proof.named.words
    under = first.proof.named.words
    how = "" if under == name else f"（那里叫“{under}”，内容相同）"
    rows = {(one.view.unit_at, one.view.row.sheet, one.view.row.row) for one in others}
    more = f"等{len(rows)}处" if len(rows) > 1 else ""
    is_minor = use.file.is_minutes
    whose = "别的单位的" if is_elsewhere else "别的"
    return RowSignal(
        use.view,
        f"“{name}”这份佐证还用在{place}{more}，那里是{whose}问题{how}，"
        + ("会议记录、通知可能一并涉及几个问题，请核对" if is_minor else "请核对它是哪一处的"),
        (Span(Field.EVIDENCE.value, use.proof.named.start, use.proof.named.end),),
        Other(
            there.ledger.file,
            first.view.row.row,
            first.proof.named.start,
            first.proof.named.end,
            there.sheet_name(first.view),
        ),
        Severity.LOW if is_minor else None,
    )


RULE = Rule(
    code=CODE,
    name="佐证重复使用",
    severity=Severity.HIGH,
    params={"min_text": Param(20, "文字相同的文件至少几个字才算", 1, 10_000)},
    rows=_run,
)
