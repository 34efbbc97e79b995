"""Sheets of facts: the team drafts, sends, settles; the unit answers."""

from __future__ import annotations

from collections.abc import Collection

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers.confirming import FactStanding, standings
from xuncha.cycle.workpapers.enums import Outcome, PaperState, SheetState, Standing
from xuncha.cycle.workpapers.models import FactEntry, FactSheet, Paper
from xuncha.cycle.workpapers.numbering import save_numbered
from xuncha.cycle.workpapers.rules import rules_on
from xuncha.cycle.workpapers.states import SHEET_STATES
from xuncha.cycle.workpapers.telling import tell_unit
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_ASKABLE = frozenset({Standing.NONE})


@service
def draft_sheet(
    actor: Actor, *, inspection_id: int, fact_ids: Collection[int], note: str = ""
) -> FactSheet:
    """Put facts of signed papers on a sheet, in the order of papers and facts. Refuses facts of
    papers that are not signed and facts that are out already."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    sheet = FactSheet(
        inspection=inspection, note=note.strip()[:500], made_by_id=actor.user_id,
        made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", sheet)
    wanted = set(fact_ids)
    offered = [one for one in askable(actor, inspection.pk) if one[1].fact.pk in wanted]
    if not wanted or len(offered) != len(wanted):
        raise Invalid("请选择已审签底稿里还没有送过确认的事实。", field="facts")
    save_numbered(sheet)
    FactEntry.objects.bulk_create(
        [
            FactEntry(
                sheet=sheet, number=place, paper=paper, fact=one.fact, key=one.fact.key,
                text=one.fact.sentence,
            )
            for place, (paper, one) in enumerate(offered, start=1)
        ]
    )  # fmt: skip
    record(actor, "workpapers.sheet.drafted", sheet, facts=len(offered))
    return sheet


def askable(actor: Actor, inspection_id: int) -> list[tuple[Paper, FactStanding]]:
    """Facts of signed papers that no sheet holds, with their papers. Three queries."""
    papers = list(
        access.visible(actor, Paper)
        .filter(inspection_id=inspection_id, state=PaperState.SIGNED)
        .order_by("number")
    )
    drafted = set(
        FactEntry.objects.filter(paper__in=papers, sheet__state=SheetState.DRAFT).values_list(
            "paper_id", "key"
        )
    )
    told = standings(papers)
    return [
        (paper, one)
        for paper in papers
        for one in told[paper.pk]
        if one.standing in _ASKABLE and (paper.pk, one.fact.key) not in drafted
    ]


@service
def send_sheet(actor: Actor, *, sheet_id: int, version: int) -> FactSheet:
    """Send it to the unit; the deadline is counted now, by the rule of today."""
    sheet = _get(actor, sheet_id)
    access.require(actor, "send", sheet)
    if sheet.entries.exclude(paper__state=PaperState.SIGNED).exists():
        raise Conflict("确认单里有一份底稿已经退回或者撤回，请撤回这张确认单重新起草。")
    rules = rules_on(clock.today())
    due = add_workdays(clock.today(), rules.settings.answer_days, tables())
    SHEET_STATES.move(
        sheet, "send", version=version, sent_by_id=actor.user_id, sent_at=clock.now(),
        due_on=due.on, original_due_on=due.on, due_rule=f"送达之后{due.rule}",
        due_tables=list(due.tables), is_provisional=due.provisional, rules_version=rules.number,
    )  # fmt: skip
    note_provisional(sheet, "due_on", due)
    record(actor, "workpapers.sheet.sent", sheet, due=str(due.on), rules=rules.number)
    tell_unit(actor, sheet)
    return sheet


@service
def withdraw_sheet(actor: Actor, *, sheet_id: int, version: int, reason: str) -> FactSheet:
    """Take a sheet back before the unit has answered; its facts can be asked again."""
    sheet = _get(actor, sheet_id)
    access.require(actor, "withdraw", sheet)
    was_out = sheet.state == SheetState.SENT
    change = SHEET_STATES.move(
        sheet, "withdraw", version=version, reason=reason, end_reason=reason.strip()[:500]
    )
    record(actor, "workpapers.sheet.withdrawn", sheet, reason=change.reason)
    if was_out:
        tell_unit(actor, sheet)
    return sheet


@service
def settle_fact(
    actor: Actor, *, entry_id: int, outcome: Outcome, reason: str, text: str = ""
) -> FactEntry:
    """Settle a fact on which the unit differs: keep it, correct it (in what words), or use it no
    more; always with the reason. The sheet is settled with its last fact."""
    rows = FactEntry.objects.select_related("sheet__inspection")
    entry = access.get_or_404(actor, rows, pk=entry_id)
    sheet = entry.sheet
    access.require(actor, "settle", sheet)
    if sheet.state != SheetState.ANSWERED:
        raise Conflict("单位提交答复以后才能核定，核定完毕的不能再改。")
    reason, text = reason.strip(), text.strip()
    if not reason:
        raise Invalid("请写明核定的理由。", field="reason")
    if outcome == Outcome.CORRECTED and not text:
        raise Invalid("请写出修正后的事实。", field="text")
    changed = FactEntry.objects.filter(pk=entry.pk, answer="differs", outcome="").update(
        outcome=outcome, outcome_reason=reason[:1000],
        outcome_text=text if outcome == Outcome.CORRECTED else "",
        decided_by_id=actor.user_id, decided_at=clock.now(),
    )  # fmt: skip
    if changed != 1:
        raise Conflict
    entry.refresh_from_db()
    record(actor, "workpapers.entry.settled", sheet, entry=entry.number, outcome=str(outcome))
    if not sheet.entries.filter(answer="differs", outcome="").exists():
        SHEET_STATES.move(sheet, "settle")
        record(actor, "workpapers.sheet.settled", sheet)
    return entry


def _get(actor: Actor, sheet_id: int) -> FactSheet:
    return access.get_or_404(actor, FactSheet, related=("inspection",), pk=sheet_id)
