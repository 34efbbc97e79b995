"""Long work: one's own list, a job's page, the part that asks again each second, calling it off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.foundation import access
from xuncha.foundation.jobs import services
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel.errors import Invalid
from xuncha.web.http import SIGNED_IN, Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

_RESULTS = {
    "sentence": "结论",
    "new": "新增",
    "kept": "仍在",
    "gone": "消失",
    "rows": "行数",
    "created": "新建",
    "placed": "排入单位",
}
_BACK = {
    "rectification.recheck": ("rounds_inspection", "inspection_id", "回到巡察任务"),
    "planning.cover": ("coverage_board", "plan_id", "回到覆盖规划"),
    "papers.dossier": ("papers_dossiers", "round_id", "回到案卷"),
    "papers.pdf": ("papers_printed", "code", "回到文书"),
    "audit.verify": ("audit_verify", "", "回到核验审计链"),
}
SORTS = (Sort("new", "最近在前", "pk", descending=True),)
_TAGS = {"done": "sustained", "failed": "high", "running": "verified", "waiting": "claimed"}


class CancelForm(forms.Form):
    version = forms.IntegerField(min_value=1)


@read_view(SIGNED_IN)
def listing(request: Request) -> HttpResponse:
    """One's own jobs, newest first; ``open=1`` leaves the ended ones out."""
    only_open = request.GET.get("open") == "1"
    rows = access.visible(request.actor, Job)
    if only_open:
        rows = rows.filter(state__in=[JobState.WAITING, JobState.RUNNING])
    page = page_of(request, rows, SORTS)
    context = {
        "page": page,
        "rows": [(job, _TAGS.get(job.state, "none")) for job in page.rows],
        "only_open": only_open,
    }
    return render(request, "jobs/list.html", context)


@read_view(SIGNED_IN)
def detail(request: Request, job_id: int) -> HttpResponse:
    """The page of a job. It can be left: the work goes on."""
    return render(request, "jobs/detail.html", context_of(request, job_id))


@read_view(SIGNED_IN)
def fragment(request: Request, job_id: int) -> HttpResponse:
    """The part that is swapped; once the job has ended it no longer asks."""
    return render(request, "jobs/_fragment.html", context_of(request, job_id))


@write_view(SIGNED_IN, form=False)
def cancel(request: Request, job_id: int) -> HttpResponse:
    """Call it off."""
    form = CancelForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    services.cancel(request.actor, job_id=job_id, version=form.cleaned_data["version"])
    messages.success(request, "任务已取消。")
    return redirect("jobs_detail", job_id)


def context_of(request: Request, job_id: int) -> dict[str, Any]:
    """What the swapped part shows, also within another page."""
    job = access.get_or_404(request.actor, Job, pk=job_id)
    return {
        "job": job,
        "tag_key": _TAGS.get(job.state, "none"),
        "is_open": bool(JOB_STATES.open_actions(job.state)),
        "share": min(100, 100 * job.done // job.total) if job.total else None,
        "results": [(word, job.result[key]) for key, word in _RESULTS.items() if key in job.result],
        "back": _back(job),
        "why_not": access.can(request.actor, "cancel", job).reason,
    }


def _back(job: Job) -> tuple[str, str] | None:
    """Label and address of what the job was about."""
    if job.kind not in _BACK:
        return None
    name, argument, label = _BACK[job.kind]
    if not argument:
        return label, reverse(name)
    value = job.arguments.get(argument)
    return (label, reverse(name, args=[value])) if value else None
