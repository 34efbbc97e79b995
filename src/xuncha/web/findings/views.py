"""The store of findings, one finding, the taxonomy."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import BUSINESS, INSPECTOR, READERS
from xuncha.cycle.findings import gate, selectors, services
from xuncha.cycle.findings.enums import OPEN_STATES, FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.papers import meeting_on, papers_of
from xuncha.cycle.findings.policies import WRITERS
from xuncha.cycle.findings.states import FINDING_STATES
from xuncha.cycle.rectification.selectors import list_items
from xuncha.cycle.taxonomy import selectors as frames
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.findings.filters import FindingFilter
from xuncha.web.findings.forms import DisposeForm, MoveForm
from xuncha.web.findings.pointing import frame_context
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

INSIDE = READERS | {INSPECTOR}
SORTS = (
    Sort("new", "最近登记", "pk", descending=True),
    Sort("old", "最早登记", "pk"),
    Sort("amount", "金额由大到小", "amount_yuan", descending=True),
)


@read_view(BUSINESS)
def listing(request: Request) -> HttpResponse:
    """Findings in sight."""
    rows = selectors.list_findings(request.actor)
    chosen = FindingFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, chosen.qs, SORTS)
    return render(request, "findings/list.html", {"filter": chosen, "page": page, "sorts": SORTS})


STEPS = frozenset({"settle", "reopen", "feed_back", "withdraw"})


@read_view(BUSINESS)
def detail(request: Request, finding_id: int) -> HttpResponse:
    """One finding: what it says, what it lacks, on what it rests, the items that answer it."""
    actor = request.actor
    row = selectors.get_finding(actor, finding_id)
    context: dict[str, Any] = {
        "finding": row,
        "items": list_items(actor).filter(finding=row).order_by("pk"),
        "acts": _acts(actor, row),
        "told": [(name, words) for name, words in (
            ("依据", row.criteria), ("事实", row.facts), ("原因", row.cause),
            ("后果", row.consequence), ("整改建议", row.advice)) if words],
    } | frame_context(actor, row) | _inside(actor, row)  # fmt: skip
    return render(request, "findings/detail.html", context)


def _acts(actor: Actor, row: Finding) -> list[dict[str, Any]]:
    """Steps of the state table, for those who work on findings."""
    if not access.can(actor, "change", row):
        return []
    return [
        {
            "step": step,
            "why_not": access.can(actor, step.action, row).reason
            or FINDING_STATES.why_not(row, step.action),
        }
        for step in FINDING_STATES.open_actions(row.state)
        if step.action in STEPS
    ]


def _inside(actor: Actor, row: Finding) -> dict[str, Any]:
    """What the unit and partners never see: papers, gate, persons, merging, recurrence."""
    inside = actor.has(*INSIDE)
    if not inside:
        return {"inside": False}
    is_open = row.state in OPEN_STATES
    may_decide = is_open and bool(access.can(actor, "dispose", row))
    return {
        "inside": True,
        "papers": list(papers_of(actor, row)),
        "conditions": gate.conditions(row) if row.state == FindingState.DRAFT else [],
        "exempt": gate.EXEMPT if row.is_historical else "",
        "persons": list(selectors.persons_of(actor, row)),
        "counts": list(selectors.counts_of(actor, row)),
        "merged": list(selectors.merged_into(actor, row)),
        "may_change": row.state == FindingState.DRAFT and bool(access.can(actor, "change", row)),
        "may_decide": may_decide,
        "may_unmerge": row.state == FindingState.MERGED and bool(access.can(actor, "merge", row)),
        "dispose_form": _dispose_form(actor, row) if may_decide else None,
    }  # fmt: skip


def _dispose_form(actor: Actor, row: Finding) -> DisposeForm:
    """Begins with what was said, else with what a meeting made of its papers."""
    disposal, reason = row.disposal, row.disposal_reason
    if not disposal:
        disposal, reason = meeting_on(actor, row)
    begun = {"version": row.version, "disposal": disposal, "reason": reason}
    return DisposeForm(auto_id="dispose_%s", initial=begun)


@write_view(WRITERS, form=False)
def move(request: Request, finding_id: int) -> HttpResponse:
    """Settle, send back, feed back or drop."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    services.move_finding(request.actor, finding_id=finding_id, **form.cleaned_data)
    messages.success(request, "已处理。")
    return redirect("findings_detail", finding_id)


@read_view(BUSINESS)
def taxonomy(request: Request) -> HttpResponse:
    """The frame in force, as a tree, and the frames under which findings are counted as well."""
    frame = frames.current_taxonomy()
    nodes = list(frames.branches(frame)) if frame else []
    children: dict[int | None, list[Any]] = {}
    for node in nodes:
        children.setdefault(node.parent_id, []).append(node)
    tree = [
        (top, [(branch, children.get(branch.pk, [])) for branch in children.get(top.pk, [])])
        for top in children.get(None, [])
    ]
    seconds = [(one, list(frames.branches(one))) for one in frames.second_frames()]
    context = {"taxonomy": frame, "tree": tree, "seconds": seconds}
    return render(request, "findings/taxonomy.html", context)
