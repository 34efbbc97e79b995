"""Training courses as pages, and who took part."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.pool import selectors
from xuncha.cycle.pool.enums import IN_POOL
from xuncha.cycle.pool.models import Training, TrainingRecord
from xuncha.cycle.pool.services import training
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.pool import forms
from xuncha.web.pool.acting import form_page

SORTS = (
    Sort("new", "最近的在前", "held_on", descending=True),
    Sort("old", "最早的在前", "held_on"),
)


@read_view(READERS)
def courses(request: Request) -> HttpResponse:
    """All courses."""
    rows = selectors.list_trainings(request.actor)
    context = {
        "page": page_of(request, rows, SORTS),
        "sorts": SORTS,
        "may_create": access.can(request.actor, "create", Training()),
    }
    return render(request, "pool/trainings.html", context)


@read_view(READERS)
def course(request: Request, training_id: int) -> HttpResponse:
    """One course with those who took part."""
    row = access.get_or_404(request.actor, Training, pk=training_id)
    context = {
        "row": row,
        "records": list(selectors.records_of(request.actor, row)),
        "may_add": access.can(request.actor, "add", TrainingRecord(training=row)),
        "has_begun": row.held_on <= clock.today(),
    }
    return render(request, "pool/training.html", context)


@write_view(OFFICE)
def create(request: Request) -> HttpResponse:
    """A new course."""
    form = forms.TrainingForm(request.POST or None)
    return form_page(
        request, form=form, title="登记培训", back=reverse("pool_trainings"), done="培训已登记。",
        button="登记",
        act=lambda data: training.create_training(request.actor, **data),
    )  # fmt: skip


@write_view(OFFICE)
def attend(request: Request, training_id: int) -> HttpResponse:
    """Tick who took part; those who are noted already are not offered."""
    row = access.get_or_404(request.actor, Training, pk=training_id)
    access.require(request.actor, "add", TrainingRecord(training=row))
    noted = access.visible(request.actor, TrainingRecord).filter(
        training=row, withdrawn_at__isnull=True
    )
    people = selectors.list_inspectors(request.actor).filter(state__in=IN_POOL)
    rest = people.exclude(pk__in=noted.values("inspector_id")).order_by("name", "pk")
    form = forms.AttendForm(request.POST or None, people=rest)
    return form_page(
        request, form=form, title=f"登记参加人员：{row.title}",
        back=reverse("pool_training", args=[row.pk]), done="参加人员已登记。", button="登记",
        lead=f"{row.held_on} 开班，{row.hours} 学时。人多的，可以导入签到表。",
        act=lambda data: training.note_attendance(
            request.actor, training_id=row.pk,
            inspector_ids=[int(one) for one in data["people"]], hours=data["hours"],
            passed=data["passed"], pledged_on=data["pledged_on"],
        ),
    )  # fmt: skip
