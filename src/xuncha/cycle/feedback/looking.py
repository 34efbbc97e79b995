"""What a report lacks and what its figures say against its findings: seen on the page and again
when it is printed. It asks; people decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xuncha.cycle.feedback.enums import ReportKind
from xuncha.cycle.feedback.models import Report, ReportSentence, ReportVersion
from xuncha.cycle.feedback.sections import findings_for, sentence_of, sum_of
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.workpapers.enums import Destination
from xuncha.engines.drafting.comparing import stands_in, told
from xuncha.engines.drafting.draft import Draft, Source
from xuncha.engines.drafting.figures import MONEY, Figure, figures_of
from xuncha.engines.drafting.rules import d04_figures


@dataclass(frozen=True, slots=True)
class Look:
    """``unused`` are findings that stand nowhere, ``unbound`` sentences without a finding;
    ``remarks`` say of a sentence (by id) what does not agree, ``totals`` of the whole."""

    unused: list[Finding] = field(default_factory=list)
    unbound: list[ReportSentence] = field(default_factory=list)
    remarks: dict[int, list[str]] = field(default_factory=dict)
    totals: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many things to look at."""
        asked = sum(len(one) for one in self.remarks.values()) + len(self.totals)
        return len(self.unused) + len(self.unbound) + asked


def version_of(report: Report, number: int | None = None) -> ReportVersion:
    """One version, the present one unless told."""
    return ReportVersion.objects.get(report=report, number=number or report.revision)


def sentences_of(version: ReportVersion) -> list[ReportSentence]:
    """Its sentences in order, each with its finding."""
    rows = ReportSentence.objects.filter(version=version).select_related("finding", "village")
    return list(rows.prefetch_related("finding__counts").order_by("line", "pk"))


def unused_of(
    report: Report, sentences: Sequence[ReportSentence] | None = None
) -> list[Finding]:  # fmt: skip
    """Findings that go back to the unit and stand nowhere in the report."""
    rows = sentences_of(version_of(report)) if sentences is None else sentences
    used = {one.finding_id for one in rows}
    return [one for one in findings_for(report.inspection_id) if one.pk not in used]


def look_at(
    report: Report, version: ReportVersion, sentences: Sequence[ReportSentence]
) -> Look:  # fmt: skip
    """Everything that doesn't agree. A special report need not use every finding."""
    bound = [one for one in sentences if one.finding is not None]
    remarks = {one.pk: said for one in bound if (said := _of_sentence(one))}
    unbound = [one for one in sentences if one.finding is None]
    for one in unbound:
        if said := _unborne_sums(one.text, bound):
            remarks[one.pk] = said
    is_main = report.kind == ReportKind.MAIN
    return Look(
        unused=unused_of(report, sentences) if is_main else [], unbound=unbound, remarks=remarks,
        totals=_of_whole(f"{version.opening}\n{version.closing}", bound),
    )  # fmt: skip


def _of_sentence(one: ReportSentence) -> list[str]:
    found = one.finding
    assert found is not None
    said = []
    if found.state not in {FindingState.SETTLED, FindingState.FED_BACK}:
        said.append(f"问题{found.number}现在是“{found.get_state_display()}”，不能写进报告。")
    elif found.disposal != Destination.FEEDBACK:
        said.append(f"问题{found.number}的去向改成了“{found.get_disposal_display()}”。")
    elif one.drafted != sentence_of(found):
        said.append(f"问题{found.number}后来改过，这一条还是按原来的内容写的。")
    borne = _figures(found)
    for figure in figures_of(one.text):
        if not stands_in(figure, borne):
            said.append(f"“{told(figure, one.text)}”在问题{found.number}里找不到，请核对。")
    draft = Draft(found.number, one.text, amount=found.amount_yuan)
    said += [hint.reason for hint in d04_figures.within(draft)]
    return said


def _figures(found: Finding) -> tuple[Figure, ...]:
    """All figures that a finding bears, in words and in fields."""
    words = (found.text, found.facts, found.criteria, found.cause, found.consequence, found.advice)
    borne = list(figures_of("\n".join(words)))
    if found.amount_yuan is not None:
        borne.append(Figure(found.amount_yuan, MONEY, 0, 0, Decimal("0.5")))
    for one in found.counts.all():
        borne += figures_of(f"{one.quantity.normalize():f}{one.unit}")
    return tuple(borne)


def _of_whole(text: str, bound: Sequence[ReportSentence]) -> list[str]:
    """The number of findings and the sums that the whole tells."""
    drafts = tuple(Draft(str(one.line), one.text) for one in bound)
    said = [one.reason for one in d04_figures.totals(Source("", drafts, text))]
    return said + _unborne_sums(text, bound)


def _unborne_sums(text: str, bound: Sequence[ReportSentence]) -> list[str]:
    """Sums that are neither told by a finding nor the sum of all, or of a section's."""
    findings = [one.finding for one in bound if one.finding is not None]
    whole = [sum_of(findings)]
    for name in dict.fromkeys(one.section for one in bound):
        whole.append(
            sum_of(one.finding for one in bound if one.section == name and one.finding)
        )  # fmt: skip
    sums = [Figure(total, MONEY, 0, 0, Decimal("0.5")) for total in whole]
    borne = [*sums, *(figure for one in findings for figure in _figures(one))]
    return [
        f"“{told(one, text)}”和问题里的金额对不上（合计{whole[0].normalize():,f}元），请核对。"
        for one in figures_of(text)
        if one.unit == MONEY and not any(one.unit == b.unit and one.agrees(b) for b in borne)
    ]
