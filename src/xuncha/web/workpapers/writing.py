"""Writing papers and signing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.cycle.workpapers import selectors, sources
from xuncha.cycle.workpapers.models import Fact, Paper
from xuncha.cycle.workpapers.services import signing, writing
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, write_view
from xuncha.web.problems import ProblemsIn, told
from xuncha.web.rowsets import UNSAVED, as_typed, wants_more, with_more
from xuncha.web.workpapers import forms
from xuncha.web.workpapers.acting import SIGNERS, TEAM


@write_view(TEAM)
def create(request: Request, inspection_id: int) -> HttpResponse:
    """Write a new paper; "again" goes on to the next one."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "create", Paper(inspection=inspection))
    form, facts = _forms(request, inspection)
    if wants_more(request):
        form, facts = as_typed(form), with_more(facts)
    elif request.method == "POST" and form.is_valid() and facts.is_valid():
        with ProblemsIn(form):
            made = writing.create_paper(
                request.actor, inspection_id=inspection.pk,
                words=form.words(forms.fact_words(facts)),
            )  # fmt: skip
            messages.success(request, f"{made}已保存为草拟。")
            if "again" in request.POST:
                return redirect("workpapers_create", inspection.pk)
            return redirect("workpapers_paper", made.pk)
    back = reverse("workpapers_inspection", args=[inspection.pk])
    return _page(request, form, facts, inspection, "编制底稿", back, again=True)


@write_view(TEAM)
def change(request: Request, paper_id: int) -> HttpResponse:
    """Go on writing a draft."""
    row = selectors.get_paper(request.actor, paper_id)
    writing.draft(request.actor, row.pk, "change")
    version = selectors.get_version(request.actor, row, row.revision)
    cited = selectors.sources_of(request.actor, version)
    known = access.visible(request.actor, Fact).filter(version=version).order_by("number")
    form, facts = _forms(
        request, row.inspection, forms.initial_of(row, version, cited), forms.fact_initial(known)
    )
    if wants_more(request):
        form, facts = as_typed(form), with_more(facts)
    elif request.method == "POST" and form.is_valid() and facts.is_valid():
        with ProblemsIn(form, Invalid):
            writing.change_paper(
                request.actor, paper_id=row.pk, version=form.cleaned_data["version"] or 0,
                words=form.words(forms.fact_words(facts)),
            )  # fmt: skip
            messages.success(request, "已保存。")
            return redirect("workpapers_paper", row.pk)
    back = reverse("workpapers_paper", args=[row.pk])
    return _page(request, form, facts, row.inspection, f"修改{row}", back)


def _forms(
    request: Request, inspection: Inspection, initial: dict[str, Any] | None = None,
    facts: list[dict[str, Any]] | None = None,
) -> tuple[forms.PaperForm, Any]:  # fmt: skip
    offered = sources.offers(request.actor, inspection.pk)
    data = request.POST or None
    form = forms.PaperForm(data, initial=initial, offered=offered)
    # Rows that come back are read as they stand, also those that say what stood there before.
    return form, forms.FactSet(data, initial=None if data else facts, prefix="facts")


def _page(
    request: Request, form: Any, facts: Any, inspection: Inspection, title: str, back: str, *,
    again: bool = False,
) -> HttpResponse:  # fmt: skip
    failed = form.errors or (facts.is_bound and (any(facts.errors) or facts.non_form_errors()))
    status = UNSAVED if wants_more(request) else 400 if failed else 200
    context = {
        "form": form, "facts": facts, "inspection": inspection, "title": title, "back_url": back,
        "again": again,
    }  # fmt: skip
    return render(request, "workpapers/form.html", context, status=status)


@write_view(TEAM, form=False)
def add_file(request: Request, paper_id: int) -> HttpResponse:
    """Attach a file to the draft."""
    data = told(forms.FileForm(request.POST, request.FILES))
    upload = data["file"]
    writing.add_paper_file(
        request.actor, paper_id=paper_id, stream=upload, name=upload.name, note=data["note"]
    )
    messages.success(request, "附件已加上。")
    return redirect(reverse("workpapers_paper", args=[paper_id]) + "#files")


@write_view(TEAM, form=False)
def drop_file(request: Request, paper_file_id: int) -> HttpResponse:
    """Take a file off the draft."""
    row = writing.drop_paper_file(request.actor, paper_file_id=paper_file_id)
    messages.info(request, "附件已去掉。")
    return redirect(reverse("workpapers_paper", args=[row.pk]) + "#files")


@write_view(SIGNERS, form=False)
def sign(request: Request, paper_id: int) -> HttpResponse:
    """Sign."""
    row = signing.sign_paper(request.actor, paper_id=paper_id, **told(forms.SignForm(request.POST)))
    messages.success(request, f"已签字，{row}现在{row.get_state_display()}。")
    return redirect("workpapers_paper", row.pk)


@write_view(SIGNERS, form=False)
def send_back(request: Request, paper_id: int) -> HttpResponse:
    """Return it to its author."""
    row = signing.return_paper(
        request.actor, paper_id=paper_id, **told(forms.ReasonForm(request.POST))
    )
    messages.success(request, f"已退回给承办人，系统另起第 {row.revision} 版，原版和签名保留。")
    return redirect("workpapers_paper", row.pk)


@write_view(TEAM, form=False)
def revise(request: Request, paper_id: int) -> HttpResponse:
    """Take a signed paper up again."""
    row = signing.revise_paper(
        request.actor, paper_id=paper_id, **told(forms.ReasonForm(request.POST))
    )
    messages.success(request, f"已另起第 {row.revision} 版，请承办人修改后重新签字。")
    return redirect("workpapers_paper", row.pk)


@write_view(TEAM, form=False)
def withdraw(request: Request, paper_id: int) -> HttpResponse:
    """It does not stand."""
    row = signing.withdraw_paper(
        request.actor, paper_id=paper_id, **told(forms.ReasonForm(request.POST))
    )
    messages.success(request, f"{row}已撤回，编号和内容保留可查。")
    return redirect("workpapers_paper", row.pk)


@write_view(TEAM, form=False)
def hand_over(request: Request, paper_id: int) -> HttpResponse:
    """The matter went into the sealed room: erase it here."""
    row = signing.hand_over_paper(
        request.actor, paper_id=paper_id, **told(VersionForm(request.POST))
    )
    messages.success(request, f"{row}的内容已从底稿里清除，只留编号、签名和“已移交”的标记。")
    return redirect("workpapers_paper", row.pk)
