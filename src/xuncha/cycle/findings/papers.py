"""Findings and the papers that they rest on, both ways."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from xuncha.cycle.findings.content import Counted, FindingWords
from xuncha.cycle.findings.enums import GONE, FindingState, Source
from xuncha.cycle.findings.models import Finding, FindingPaper
from xuncha.cycle.workpapers.confirming import FactStanding, standings
from xuncha.cycle.workpapers.enums import MeetingState, PaperState
from xuncha.cycle.workpapers.holding import holds
from xuncha.cycle.workpapers.models import Paper, PaperVersion
from xuncha.cycle.workpapers.selectors import weighings_of
from xuncha.engines.drafting.comparing import sums_of
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@holds
def borne_by_papers(paper: Any) -> str:
    """A paper that bears a settled or fed back finding is neither taken up again nor withdrawn."""
    link = (
        FindingPaper.objects.filter(
            paper=paper, finding__state__in=[FindingState.SETTLED, FindingState.FED_BACK]
        )
        .select_related("finding")
        .first()
    )
    if link is None:
        return ""
    return f"{link.finding}已经定稿并以这份底稿为依据，先把问题退回修改。"


def rest_on(actor: Actor, finding: Finding, paper_ids: Collection[int]) -> None:
    """Make the finding rest on just these papers, each in its present version. Inside a service.
    Refuses papers of another inspection and those that were withdrawn or handed over."""
    wanted = set(paper_ids)
    papers = {
        one.pk: one
        for one in access.visible(actor, Paper).filter(
            pk__in=wanted, inspection=finding.inspection_id
        )
    }
    if len(papers) != len(wanted):
        raise Invalid("请选择这次巡察的底稿。", field="papers")
    if any(one.state in {PaperState.WITHDRAWN, PaperState.HANDED} for one in papers.values()):
        raise Invalid("撤回的和移交线索专柜的底稿不能作为依据。", field="papers")
    FindingPaper.objects.filter(finding=finding).exclude(paper__in=wanted).delete()
    versions = {
        one.paper_id: one
        for one in PaperVersion.objects.filter(paper__in=wanted)
        if one.number == papers[one.paper_id].revision
    }
    known = {one.paper_id: one for one in FindingPaper.objects.filter(finding=finding)}
    for pk in sorted(wanted):
        if pk in known and known[pk].version_id == versions[pk].pk:
            continue
        FindingPaper.objects.update_or_create(
            finding=finding, paper_id=pk,
            defaults={
                "version": versions[pk], "linked_by_id": actor.user_id, "linked_at": clock.now(),
            },
        )  # fmt: skip


def papers_of(actor: Actor, finding: Finding) -> QuerySet[FindingPaper]:
    """What a finding rests on, by number."""
    rows = access.visible(actor, FindingPaper).filter(finding=finding)
    return rows.select_related("paper__author", "version").order_by("paper__number")


def meeting_on(actor: Actor, finding: Finding) -> tuple[str, str]:
    """Where a closed meeting wants a finding to go by its papers, and the words for it; empty where
    none did, or where they say different things."""
    papers = [one.paper for one in papers_of(actor, finding)]
    closed = [
        [one for one in rows if one.meeting.state == MeetingState.CLOSED]
        for rows in weighings_of(actor, papers).values()
    ]
    last = [rows[-1] for rows in closed if rows]
    if not last or len(last) != len(papers) or len({one.destination for one in last}) != 1:
        return "", ""
    told = dict.fromkeys(
        f"{one.meeting.get_kind_display()} {one.meeting.code} 研究同意。{one.opinion}".strip()
        for one in last
    )
    return last[0].destination, "".join(told)[:500]


def findings_on(actor: Actor, paper: Paper) -> QuerySet[Finding]:
    """Findings that rest on a paper."""
    rows = FindingPaper.objects.filter(paper=paper).exclude(finding__state__in=sorted(GONE))
    return access.visible(actor, Finding).filter(pk__in=rows.values("finding")).order_by("pk")


def findings_by_paper(actor: Actor, papers: Sequence[Paper]) -> dict[int, list[Finding]]:
    """By paper the findings that rest on it. One query."""
    found: dict[int, list[Finding]] = {}
    rows = access.visible(actor, FindingPaper).filter(paper__in=list(papers))
    for link in rows.exclude(finding__state__in=sorted(GONE)).select_related("finding"):
        found.setdefault(link.paper_id, []).append(link.finding)
    return found


def citable(actor: Actor, inspection_id: int) -> QuerySet[Paper]:
    """Papers of an inspection on which a finding may rest."""
    rows = access.visible(actor, Paper).filter(inspection_id=inspection_id)
    return rows.exclude(state__in=[PaperState.WITHDRAWN, PaperState.HANDED]).order_by("number")


def words_from(actor: Actor, papers: Sequence[Paper]) -> FindingWords:
    """The draft of a finding from its papers: basis and facts as they stand confirmed or settled,
    sums and counts added up, so that nothing is typed twice. Of a corrected fact the figures of its
    row hold no longer."""
    versions = {
        one.paper_id: one
        for one in access.visible(actor, PaperVersion).filter(paper__in=list(papers))
        if one.number == {row.pk: row.revision for row in papers}[one.paper_id]
    }
    own = [versions[one.pk] for one in papers]
    told = standings(papers)
    facts = [each for one in papers for each in told[one.pk] if each.is_used]
    sums = [amount for one in facts if (amount := _sum_in(one)) is not None]
    counts: dict[str, Counted] = {}
    for one in facts:
        if one.fact.quantity is not None and one.fact.unit and not one.is_corrected:
            label = one.fact.what[:60].rstrip("。")
            counts.setdefault(label, Counted(label, one.fact.quantity, one.fact.unit))
    origins = {one.origin for one in own if one.origin}
    return FindingWords(
        text="\n".join(dict.fromkeys(one.summary for one in own if one.summary)),
        criteria="\n".join(dict.fromkeys(one.basis for one in own if one.basis)),
        facts="\n".join(one.sentence for one in facts),
        amount_yuan=sum(sums, Decimal()) if sums else None,
        source=Source(origins.pop()) if len(origins) == 1 else None,
        counts=tuple(counts.values()), paper_ids=tuple(one.pk for one in papers),
    )  # fmt: skip


def _sum_in(one: FactStanding) -> Decimal | None:
    """The sum of a fact: of its row, or the only one in the words that corrected it."""
    if not one.is_corrected:
        return one.fact.amount_yuan
    told = sums_of(one.sentence)
    return told[0].value if len(told) == 1 else None
