"""A version through its life: handed in, sent back, approved by another, laid aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.coverage import plans
from xuncha.kernel.errors import Invalid
from xuncha.web.coverage.forms import ApproveForm, ReturnForm
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, write_view

_PARTIAL = "提交的内容不完整，请刷新页面后再试。"


@write_view(OFFICE, form=False)
def submit(request: Request, plan_id: int) -> HttpResponse:
    """Hand it in."""
    plans.submit_plan(request.actor, plan_id=plan_id, version=_version(request))
    messages.success(request, "已送审，内容从现在起不能再改；由另一位同志审批。")
    return redirect("coverage_board", plan_id)


@write_view(READERS, form=False)
def send_back(request: Request, plan_id: int) -> HttpResponse:
    """Send it back with a reason."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        raise Invalid(_PARTIAL)
    plans.return_plan(request.actor, plan_id=plan_id, **form.cleaned_data)
    messages.success(request, "已退回，起草人可以继续修改。")
    return redirect("coverage_board", plan_id)


@write_view(READERS, form=False)
def approve(request: Request, plan_id: int) -> HttpResponse:
    """Record the approval."""
    form = ApproveForm(request.POST)
    if not form.is_valid():
        raise Invalid("请填写批准日期和批准文号。")
    plans.approve_plan(request.actor, plan_id=plan_id, **form.cleaned_data)
    messages.success(request, "已登记批准，这一版冻结并生效，还没开始的轮次已按它安排任务。")
    return redirect("coverage_board", plan_id)


@write_view(OFFICE, form=False)
def drop(request: Request, plan_id: int) -> HttpResponse:
    """Lay a draft aside."""
    plan = plans.drop_plan(request.actor, plan_id=plan_id, version=_version(request))
    messages.info(request, f"{plan}不采用，内容留存备查。")
    return redirect(f"{reverse('coverage_home')}?term={plan.term_id}")


def _version(request: Request) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid(_PARTIAL)
    version: int = form.cleaned_data["version"]
    return version
