"""Bringing a list of organisations in: hand it in, look at the dry run, settle what changed names
mean, take it or leave it."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory import selectors
from xuncha.cycle.directory.enums import DirectoryImportState
from xuncha.cycle.directory.importing.columns import COLUMNS
from xuncha.cycle.directory.importing.comparing import DATED
from xuncha.cycle.directory.importing.dry_run import read_plan, refused_workbook
from xuncha.cycle.directory.importing.plan import Plan
from xuncha.cycle.directory.importing.planned import Fate
from xuncha.cycle.directory.importing.writing import Decision, How
from xuncha.cycle.directory.models import DirectoryImport
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.directory.services import importing
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid
from xuncha.web.fields import day
from xuncha.web.handing import book_out, refused_name
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.imports.forms import ColumnsForm
from xuncha.web.term.steps import next_step

PREVIEW = 200
_HOW = [
    (How.CHANGED, "真的变了"),
    (How.CORRECTED, "只是更正错字"),
    (How.LEFT, "不改，保持名录里的"),
]


class BringForm(django_forms.Form):
    file = django_forms.FileField(
        label="党组织名录", help_text="Excel（.xlsx、.xls）或者 CSV，什么样的表都可以"
    )


class DirectoryColumnsForm(ColumnsForm):
    """One choice a column: which of ours it is."""

    offered = tuple((one.key, one.label) for one in COLUMNS)


class TakeForm(django_forms.Form):
    """What is said of the list as a whole, and of each changed name and parent."""

    version = django_forms.IntegerField(widget=django_forms.HiddenInput)
    as_of = day("变化从哪天起算", "更名、调整隶属、换联系人都从这一天起；个别不同的，在上面单独填")
    document = django_forms.CharField(
        label="依据", max_length=120, required=False, help_text="有更名、调整隶属或者撤销时要填"
    )
    leave_refused = django_forms.BooleanField(
        required=False, label="先导入其余各行，不能导入的行退回修改"
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settled: list[tuple[Any, Any, str]] = []
        for row, change in dated_changes(plan)[:PREVIEW]:
            key = f"{change.how}_{row.organisation.pk}"
            self.fields[f"how_{key}"] = django_forms.ChoiceField(
                label=f"{row.organisation.name}：{change.label}怎么算", choices=_HOW,
                required=False, initial=How.CHANGED,
            )  # fmt: skip
            self.fields[f"from_{key}"] = day(f"{row.organisation.name}：从哪天起", required=False)
            self.settled.append((row, change, key))

    def decisions(self) -> dict[tuple[int, str], Decision]:
        """By organisation and change."""
        data = self.cleaned_data
        return {
            (row.organisation.pk, change.how): Decision(
                How(data.get(f"how_{key}") or How.CHANGED), data.get(f"from_{key}")
            )
            for row, change, key in self.settled
        }

    def lines(self) -> list[tuple[Any, Any, Any, Any]]:
        """Row, change and its two fields, as the page lists them."""
        return [
            (row, change, self[f"how_{key}"], self[f"from_{key}"])
            for row, change, key in self.settled
        ]


def dated_changes(plan: Plan) -> list[tuple[Any, Any]]:
    """Changed names and parents, which somebody has to settle."""
    return [
        (row, change) for row in plan.of(Fate.CHANGED) for change in row.changes
        if change.how in DATED
    ]  # fmt: skip


@write_view(OFFICE)
def bring(request: Request) -> HttpResponse:
    """Hand a list in; below it the lists that came before."""
    access.require(request.actor, "bring", DirectoryImport())
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = importing.bring_directory(request.actor, stream=upload, name=upload.name)
        except Invalid as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("directory_import", made.pk)
    context = {
        "form": form,
        "columns": COLUMNS,
        "before": selectors.list_directory_imports(request.actor)[:10],
    }
    return render(request, "directory/bring.html", context, status=400 if form.errors else 200)


@read_view(OFFICE)
def detail(request: Request, roster_id: int) -> HttpResponse:
    """The dry run, or what became of it."""
    row = _row(request, roster_id)
    if row.state != DirectoryImportState.READ:
        return render(
            request, "directory/taken.html", {"row": row, "next_step": next_step(request.actor)}
        )
    plan = read_plan(request.actor, row)
    form = TakeForm(initial={"version": row.version, "as_of": clock.today()}, plan=plan)
    return _dry_run(request, row, plan, form)


def _dry_run(
    request: Request, row: DirectoryImport, plan: Plan, form: TakeForm, status: int = 200
) -> HttpResponse:
    troubled = [one for one in plan.rows if one.draft.problems or one.draft.notes]
    other = [
        (one, [change for change in one.changes if change.how not in DATED])
        for one in plan.of(Fate.CHANGED)
    ]
    labels = {one.key: one.label for one in COLUMNS}
    context = {
        "row": row,
        "form": form,
        "counts": plan.counts,
        "labels": labels,
        "troubled": troubled[:PREVIEW],
        "troubled_more": max(0, len(troubled) - PREVIEW),
        "settling": form.lines(),
        "settling_more": max(0, len(dated_changes(plan)) - PREVIEW),
        "other": [(one, changes) for one, changes in other if changes][:PREVIEW],
        "fresh": plan.of(Fate.NEW)[:PREVIEW],
        "fresh_more": max(0, plan.counts["new"] - PREVIEW),
        "missing": plan.missing[:10],
        "missing_total": len(plan.missing),
    }
    return render(request, "directory/import.html", context, status=status)


@write_view(OFFICE)
def columns(request: Request, roster_id: int) -> HttpResponse:
    """Correct which column is what."""
    row = _row(request, roster_id)
    if row.state != DirectoryImportState.READ:
        raise Absent
    form = DirectoryColumnsForm(
        request.POST or None, layout=row.layout, initial={"version": row.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            importing.change_directory_layout(
                request.actor, import_id=row.pk, version=form.cleaned_data["version"],
                layout=form.new_layout(),
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, "列对应已改，以下是重新试读的结果。")
            return redirect("directory_import", row.pk)
    context = {"row": row, "form": form}
    return render(request, "directory/columns.html", context, status=400 if form.errors else 200)


@write_view(OFFICE, form=False)
def take(request: Request, roster_id: int) -> HttpResponse:
    """Take the list as a whole; what stops it stands above the dry run."""
    row = _row(request, roster_id)
    if row.state != DirectoryImportState.READ:
        raise Conflict("这份名录刚才已经处理过了。")
    plan = read_plan(request.actor, row)
    form = TakeForm(request.POST, plan=plan)
    if not form.is_valid():
        return _dry_run(request, row, plan, form, status=400)
    data = form.cleaned_data
    try:
        importing.take_directory(
            request.actor, import_id=row.pk, version=data["version"], as_of=data["as_of"],
            document=data["document"], decisions=form.decisions(),
            leave_refused=data["leave_refused"],
        )  # fmt: skip
    except Invalid as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return _dry_run(request, row, plan, form, status=400)
    messages.success(request, "名录已导入。")
    return redirect("directory_import", row.pk)


@write_view(OFFICE, form=False)
def drop(request: Request, roster_id: int) -> HttpResponse:
    """Leave the list."""
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    importing.drop_directory(request.actor, import_id=roster_id, version=int(version))
    messages.info(request, "这份名录没有导入，内容没有任何改动。")
    return redirect("directory_bring")


@write_view(OFFICE, form=False)
def refused(request: Request, roster_id: int) -> FileResponse:
    """The rows that can't be taken, as they were, each with its reason in the first column."""
    row = _row(request, roster_id)
    plan = read_plan(request.actor, row)
    count = plan.counts["refused"]
    if not count:
        raise Absent
    record_export(request.actor, what="名录里不能导入的行", rows=count)
    return book_out(lambda stream: refused_workbook(row, plan, stream), refused_name(row.file))


def _row(request: Request, roster_id: int) -> DirectoryImport:
    related = ("file", "brought_by")
    return access.get_or_404(request.actor, DirectoryImport, related=related, pk=roster_id)
