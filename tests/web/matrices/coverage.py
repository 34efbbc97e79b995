"""The term and its coverage plan: who gets what."""

from __future__ import annotations

from tests.cycle.planning.coverage.district import workbook
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.planning.coverage import batches, drafting
from xuncha.cycle.planning.models import Demand

_READ = "302 200 200 200 403 403 403 403 403 403 403"
_WRITE = "302 200 200 403 403 403 403 403 403 403 403"
_ACT = "302 400 400 403 403 403 403 403 403 403 403"
_DONE = "302 302 302 403 403 403 403 403 403 403 403"
_DECIDE = "302 400 400 400 403 403 403 403 403 403 403"

ROWS = {
    "term_rows": _READ,
    "term_export": _READ,
    "term_list": _READ,
    "term_create": _WRITE,
    "term_detail": _READ,
    "term_lay": _WRITE,
    "term_change_round": _WRITE,
    "term_drop_round": "302 409 409 403 403 403 403 403 403 403 403",
    "coverage_home": _READ,
    "coverage_needs": _READ,
    "coverage_prepare": _DONE,
    "coverage_rescore": _DONE,
    "coverage_needs_export": _READ,
    "coverage_bring": _WRITE,
    "coverage_need": _READ,
    "coverage_need_change": _WRITE,
    "coverage_import": _WRITE,
    "coverage_take": _ACT,
    "coverage_drop_import": _ACT,
    "coverage_refused": _WRITE,
    "coverage_risk": _READ,
    "coverage_risk_new": "302 200 403 403 403 403 403 403 403 403 403",
    "coverage_draft": _WRITE,
    "coverage_board": _READ,
    "coverage_entry": _READ,
    "coverage_move": _ACT,
    "coverage_pin": _ACT,
    "coverage_teams": _ACT,
    "coverage_solve": _ACT,
    "coverage_progress": _READ,
    "coverage_vary": _WRITE,
    "coverage_compare": _READ,
    "coverage_export": _READ,
    "coverage_submit": _ACT,
    "coverage_return": _DECIDE,
    "coverage_approve": _DECIDE,
    "coverage_drop": _ACT,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A term with a draft, a need, a list brought in with a bad row."""
    clerk = people.actor("liwen")
    plan = drafting.draft_plan(clerk, term_id=story.term.pk, title="初稿")
    stream = workbook(["单位", "工作量"], ["水务局", 12], ["天文台", 3])
    brought = batches.bring_demands(clerk, term_id=story.term.pk, stream=stream, name="需求.xlsx")
    return {
        "term_id": story.term.pk,
        "plan_id": plan.pk,
        "organisation_id": story.water.pk,
        "demand_id": Demand.objects.get(organisation=story.water).pk,
        "batch_id": brought.pk,
    }
