"""The gate to "settled": what a finding still lacks, each thing as one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.cycle.findings.models import Finding, FindingPaper
from xuncha.cycle.workpapers.confirming import standings
from xuncha.cycle.workpapers.enums import PaperState

EXEMPT = "历史问题：登记之前已经反馈，不核底稿、依据和事实确认。"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the gate asks for; ``words`` says what is missing, or how it is met."""

    key: str
    label: str
    is_met: bool
    words: str

    @property
    def colour(self) -> str:
        return "green" if self.is_met else "red"


def conditions(finding: Finding) -> list[Condition]:
    """The four things in their order; four queries. Of a historical finding only the leaf is
    asked."""
    leaf = Condition(
        "leaf", "分类", finding.leaf_id is not None,
        "已归入分类。" if finding.leaf_id else "问题还没有归入分类，不能定稿。",
    )  # fmt: skip
    if finding.is_historical:
        return [leaf]
    links = list(
        FindingPaper.objects.filter(finding=finding)
        .select_related("paper", "version")
        .order_by("paper__number")
    )
    return [_papers(links), _basis(finding), _facts(links), leaf]


def missing(finding: Finding) -> list[str]:
    """The sentences of what is missing."""
    return [one.words for one in conditions(finding) if not one.is_met]


def _papers(links: list[FindingPaper]) -> Condition:
    words = "没有底稿支撑，先关联已审签的底稿。" if not links else ""
    for one in links:
        if words:
            break
        if one.paper.state != PaperState.SIGNED:
            words = f"{one.paper}还没有走完三个签名（{one.paper.get_state_display()}）。"
        elif one.version.number != one.paper.revision:
            words = f"{one.paper}已经改版，请重新关联现行的第 {one.paper.revision} 版。"
    met = f"{'、'.join(one.paper.code for one in links)} 三人已签。"
    return Condition("papers", "底稿", not words, words or met)


def _basis(finding: Finding) -> Condition:
    is_met = bool(finding.criteria.strip())
    return Condition(
        "basis", "依据", is_met,
        "已写明依据。" if is_met else "没有写依据：违反了哪项规定、哪条要求。",
    )  # fmt: skip


def _facts(links: list[FindingPaper]) -> Condition:
    told = standings([one.paper for one in links])
    for one in links:
        open_ones = [each for each in told[one.paper_id] if not each.is_answered]
        if open_ones:
            words = (
                f"{one.paper}有 {len(open_ones)} 条事实"
                f"{open_ones[0].standing.label}，单位确认或者核定以后再定稿。"
            )
            return Condition("facts", "事实确认", is_met=False, words=words)
        if told[one.paper_id] and not any(each.is_used for each in told[one.paper_id]):
            words = f"{one.paper}的事实核定以后都不再采用，不能支撑这个问题。"
            return Condition("facts", "事实确认", is_met=False, words=words)
    if not links:
        return Condition(
            "facts", "事实确认", is_met=False, words="还没有底稿，也就没有确认过的事实。"
        )
    count = sum(len(rows) for rows in told.values())
    return Condition(
        "facts", "事实确认", is_met=True, words=f"{count} 条事实单位已确认或者已核定。"
    )
