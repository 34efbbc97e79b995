"""What meetings gave out, on pages. Words on a person are shown after they were asked for."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import TaskState
from xuncha.cycle.feedback.models import Task
from xuncha.cycle.feedback.policies.hearings import is_restricted
from xuncha.cycle.feedback.services import tasks
from xuncha.cycle.feedback.states import TASK_STATES
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.web.acting import Deed, buttons_for, do
from xuncha.web.feedback import forms
from xuncha.web.feedback.audience import OFFICE_ONLY, OWNERS, desk_tabs
from xuncha.web.feedback.filters import TaskFilter
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

COLUMNS = (
    OutColumn("会议", 20), OutColumn("日期", 12, "date"), OutColumn("单位", 28),
    OutColumn("点人点事", 10), OutColumn("对象", 28), OutColumn("会议意见", 40),
    OutColumn("责任人", 24), OutColumn("期限", 12, "date"), OutColumn("原定期限", 12, "date"),
    OutColumn("状态", 10), OutColumn("首次报结", 12, "date"), OutColumn("办理结果", 40),
    OutColumn("办结日期", 12, "date"),
)  # fmt: skip
HIDDEN = "（点人的意见不导出）"
SORTS = (
    Sort("due", "期限由近到远", "due_on"),
    Sort("new", "最近交办", "pk", descending=True),
)


DEEDS = (
    Deed("report", tasks.report_task, "已报结，等确认。", forms.OutcomeForm, style="main"),
    Deed("settle", tasks.settle_task, "已确认办结。", style="main"),
    Deed("return", tasks.return_task, "已退回，继续办理。", forms.ReasonForm),
    Deed(
        "put_off", tasks.put_off_task, "已推后，原定期限保留。", forms.LaterForm, label="推后期限",
    ),
    Deed("withdraw", tasks.withdraw_task, "已撤回。", forms.ReasonForm, style="danger"),
)  # fmt: skip


@read_view(OWNERS)
def listing(request: Request) -> HttpResponse:
    """Tasks in sight."""
    actor = request.actor
    chosen = TaskFilter(request.GET, queryset=selectors.list_tasks(actor), request=request)
    context = {
        "filter": chosen, "sorts": SORTS, "page": page_of(request, chosen.qs, SORTS),
        "tabs": desk_tabs(actor, "feedback_tasks"), "today": clock.today(),
        "may_export": actor.has(*OFFICE_ONLY),
    }  # fmt: skip
    return render(request, "feedback/tasks.html", context)


@write_view(OFFICE_ONLY, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook; opinions on persons without their words."""
    rows = selectors.list_tasks(request.actor)
    chosen = TaskFilter(request.POST, queryset=rows, request=request)
    told = (
        [
            str(one.hearing), one.hearing.held_on, one.inspection.organisation.name,
            one.get_aim_display(), *_words(one, one.subject, one.text),
            f"{one.owner.name}（{one.owner_post}）", one.due_on, one.original_due_on,
            one.get_state_display(), one.first_reported_on, *_words(one, one.outcome),
            one.settled_on,
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "交办事项", COLUMNS, told, chosen, unit="件")


def _words(row: Task, *said: str) -> list[str]:
    return [HIDDEN if is_restricted(row) else one for one in said]


@read_view(OWNERS)
def one(request: Request, task_id: int) -> HttpResponse:
    """One task; of a person without its words."""
    row = selectors.get_task(request.actor, task_id)
    return _shown(request, row, opened=not is_restricted(row))


@write_view(OWNERS, form=False)
def read(request: Request, task_id: int) -> HttpResponse:
    """The words on a person: each opening goes into the log."""
    tasks.read_task(request.actor, task_id=task_id)
    return _shown(request, selectors.get_task(request.actor, task_id), opened=True)


def _shown(request: Request, row: Task, *, opened: bool) -> HttpResponse:
    actor = request.actor
    is_open = row.state == TaskState.OPEN
    deeds = [one for one in DEEDS if is_open or one.action != "put_off"]
    context: dict[str, Any] = {
        "row": row, "opened": opened, "restricted": is_restricted(row), "today": clock.today(),
        "buttons": buttons_for(actor, row, deeds, TASK_STATES) if opened else [],
        "act_url": reverse("feedback_move_task", args=[row.pk]),
        "steps": selectors.steps_of(actor, task=row) if opened else [],
        "sees_hearing": bool(access.visible(actor, selectors.list_hearings(actor))
                             .filter(pk=row.hearing_id).exists()),
    }  # fmt: skip
    return render(request, "feedback/task.html", context)


@write_view(OWNERS, form=False)
def move(request: Request, task_id: int) -> HttpResponse:
    """Report, settle, return, put off, withdraw."""
    do(request, DEEDS, task_id=task_id)
    return redirect("feedback_task", task_id)
