"""The store of findings, one finding, the taxonomy."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import BUSINESS, OFFICE
from xuncha.cycle.findings import selectors, services
from xuncha.cycle.findings.enums import Nature, Source
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.states import FINDING_STATES
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.selectors import list_items
from xuncha.cycle.taxonomy import selectors as frames
from xuncha.foundation import access
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.findings.filters import FindingFilter
from xuncha.web.findings.forms import FindingForm, MoveForm
from xuncha.web.findings.pointing import frame_context
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

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


@read_view(BUSINESS)
def detail(request: Request, finding_id: int) -> HttpResponse:
    """One finding: its text, its place in the frame, the items that answer it."""
    row = selectors.get_finding(request.actor, finding_id)
    context: dict[str, Any] = {
        "finding": row,
        "items": list_items(request.actor).filter(finding=row).order_by("pk"),
        "acts": [
            {
                "step": step,
                "why_not": access.can(request.actor, step.action, row).reason
                or FINDING_STATES.why_not(row, step.action),
            }
            for step in FINDING_STATES.open_actions(row.state)
            if request.actor.has(*OFFICE)
        ],
    } | frame_context(request.actor, row)
    return render(request, "findings/detail.html", context)


@write_view(OFFICE, form=False)
def move(request: Request, finding_id: int) -> HttpResponse:
    """Settle, send back, feed back or drop."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    services.move_finding(request.actor, finding_id=finding_id, **form.cleaned_data)
    messages.success(request, "已处理。")
    return redirect("findings_detail", finding_id)


@write_view(OFFICE)
def create(request: Request, inspection_id: int) -> HttpResponse:
    """Register a finding by hand."""
    inspection = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round"), pk=inspection_id
    )
    access.require(request.actor, "create", Finding())
    form = FindingForm(request.POST or None)
    form.fields["leaf"].choices = _leaves()  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            row = services.create_finding(
                request.actor, inspection_id=inspection.pk, **_cleaned(form.cleaned_data)
            )
        except (Invalid, Conflict) as problem:
            field = getattr(problem, "field", "")
            form.add_error(field if field in form.fields else None, problem.sentence)
        else:
            messages.success(request, "问题已登记为草拟。")
            return redirect("findings_detail", row.pk)
    context = {"form": form, "inspection": inspection}
    return render(request, "findings/form.html", context, status=400 if form.errors else 200)


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


def _leaves() -> list[tuple[str, Any]]:
    """Leaves grouped under their branch, for a select."""
    frame = frames.current_taxonomy()
    if frame is None:
        return [("", "还没有问题分类")]
    nodes = list(frames.branches(frame))
    parents = {node.parent_id for node in nodes}
    groups: dict[str, list[tuple[str, str]]] = {}
    for node in nodes:
        if node.pk not in parents:
            groups.setdefault(str(node.parent or ""), []).append((str(node.pk), str(node)))
    return [("", "暂不归类"), *groups.items()]


def _cleaned(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": data["number"],
        "text": data["text"],
        "leaf_id": int(data["leaf"]) if data["leaf"] else None,
        "nature": Nature(data["nature"]) if data["nature"] else None,
        "source": Source(data["source"]) if data["source"] else None,
        "is_key": data["is_key"],
        "amount_yuan": data["amount_yuan"],
    }
