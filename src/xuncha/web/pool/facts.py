"""What is known of a person, entered and taken back as pages: ties, certificates, pledges, past
inspections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.pool.enums import Kinship, TeamRole, TieKind, TieSource
from xuncha.cycle.pool.importing.names import Places
from xuncha.cycle.pool.models import (
    Inspector,
    PastService,
    Qualification,
    SecrecyPledge,
    Tie,
)
from xuncha.cycle.pool.policies import is_own
from xuncha.cycle.pool.services import qualifying, serving, training, tying
from xuncha.cycle.pool.services.tying import TieFacts
from xuncha.foundation import access
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, View, write_view
from xuncha.web.pool import forms
from xuncha.web.pool.acting import form_page
from xuncha.web.pool.fields import place_id, place_words
from xuncha.web.pool.views import PERSONAL


def _person(request: Request, inspector_id: int) -> Inspector:
    return access.get_or_404(request.actor, Inspector, related=("home",), pk=inspector_id)


def _back(row: Inspector) -> str:
    return reverse("pool_person", args=[row.pk])


@write_view(PERSONAL)
def add_tie(request: Request, inspector_id: int) -> HttpResponse:
    """Enter a tie; a person declares his own, from the names of all organisations."""
    row = _person(request, inspector_id)
    own = is_own(request.actor, row)
    source = TieSource.DECLARED if own else TieSource.OFFICE
    access.require(request.actor, "add", Tie(inspector=row, source=source))
    kind = forms.OwnTieForm if own else forms.TieForm
    form = kind(
        request.POST or None, places=Places(SYSTEM if own else request.actor),
        initial={"kind": request.GET.get("kind", TieKind.POST)},
    )  # fmt: skip
    return form_page(
        request, form=form, title=f"{'申报' if own else '登记'}关系：{row.name}", back=_back(row),
        done="关系已登记。", button="申报" if own else "登记",
        lead="关系只登记事实，是否回避由系统按规则判断。登记以后不能删除，只能写明理由终止或者撤销。",
        act=lambda data: tying.add_tie(
            request.actor, inspector_id=row.pk,
            facts=_facts(data, TieSource(data.get("source") or source)),
        ),
    )  # fmt: skip


def _facts(data: dict[str, Any], source: TieSource) -> TieFacts:
    plain = ("person", "relationship", "post", "leads", "detail", "from_on", "until_on")
    return TieFacts(
        kind=TieKind(data["kind"]), source=source,
        organisation_id=place_id(data["organisation"]),
        organisation_words=place_words(data["organisation"]),
        kinship=Kinship(data["kinship"]) if data["kinship"] else None,
        **{key: data[key] for key in plain},
    )  # fmt: skip


@write_view(OFFICE)
def end_tie(request: Request, tie_id: int) -> HttpResponse:
    """A tie ended in life."""
    tie = access.get_or_404(request.actor, Tie, related=("inspector", "organisation"), pk=tie_id)
    access.require(request.actor, "end", tie)
    form = forms.EndTieForm(request.POST or None, initial={"version": tie.version})
    return form_page(
        request, form=form, title=f"终止关系：{tie.inspector.name}", back=_back(tie.inspector),
        lead=f"{tie.get_kind_display()} · {tie.organisation_name} {tie.person}{tie.post}",
        done="关系已登记终止，回避追溯期内仍然计算。", button="终止",
        act=lambda data: tying.end_tie(request.actor, tie_id=tie.pk, **data),
    )  # fmt: skip


@write_view(OFFICE)
def add_qualification(request: Request, inspector_id: int) -> HttpResponse:
    """Enter a certificate."""
    row = _person(request, inspector_id)
    access.require(request.actor, "add", Qualification(inspector=row))
    form = forms.QualificationForm(request.POST or None, request.FILES or None)
    return form_page(
        request, form=form, title=f"登记资格证书：{row.name}", back=_back(row),
        done="证书已登记。", button="登记",
        act=lambda data: qualifying.add_qualification(
            request.actor, inspector_id=row.pk, **_with_file(data)
        ),
    )  # fmt: skip


@write_view(OFFICE)
def add_pledge(request: Request, inspector_id: int) -> HttpResponse:
    """Enter a secrecy pledge."""
    row = _person(request, inspector_id)
    access.require(request.actor, "add", SecrecyPledge(inspector=row))
    form = forms.PledgeForm(request.POST or None, request.FILES or None)
    return form_page(
        request, form=form, title=f"登记保密承诺：{row.name}", back=_back(row),
        done="保密承诺已登记。", button="登记",
        act=lambda data: qualifying.add_pledge(
            request.actor, inspector_id=row.pk, **_with_file(data)
        ),
    )  # fmt: skip


def _with_file(data: dict[str, Any]) -> dict[str, Any]:
    """A form's data as a service takes them: the upload as stream and name."""
    told = dict(data)
    upload = told.pop("file")
    return told | {"stream": upload or None, "file_name": upload.name if upload else ""}


@write_view(OFFICE)
def add_service(request: Request, inspector_id: int) -> HttpResponse:
    """Enter an earlier inspection."""
    row = _person(request, inspector_id)
    access.require(request.actor, "add", PastService(inspector=row))
    form = forms.ServiceForm(request.POST or None, places=Places(request.actor))
    return form_page(
        request, form=form, title=f"登记巡察经历：{row.name}", back=_back(row),
        done="巡察经历已登记。", button="登记",
        lead="补录以前参加过的巡察；在系统里组建的巡察组会自动记录，不用补录。",
        act=lambda data: serving.add_past_service(
            request.actor, inspector_id=row.pk, role=TeamRole(data["role"]), on=data["on"],
            organisation_id=place_id(data["organisation"]),
            organisation_words=place_words(data["organisation"]),
            round_words=data["round_words"], source=TieSource(data["source"]),
        ),
    )  # fmt: skip


def _withdrawal(name: str, service: Callable[..., Any], key: str) -> View:
    """A view that takes one fact back with a reason and shows its person again."""

    def view(request: Request, **kwargs: int) -> HttpResponse:
        form = forms.WithdrawForm(request.POST)
        if not form.is_valid():
            raise Invalid("请写明撤销的理由，最多 300 个字。", field="reason")
        more: dict[str, Any] = {}
        if key == "tie_id":
            versioned = VersionForm(request.POST)
            if not versioned.is_valid():
                raise Invalid("提交的内容不完整，请刷新页面后再试。")
            more = versioned.cleaned_data
        row = service(request.actor, reason=form.cleaned_data["reason"], **kwargs, **more)
        messages.success(request, "已撤销，原来的内容留存备查。")
        return redirect("pool_person", row.inspector_id)

    view.__name__ = name
    return write_view(OFFICE, form=False)(view)


withdraw_tie = _withdrawal("withdraw_tie", tying.withdraw_tie, "tie_id")
withdraw_qualification = _withdrawal(
    "withdraw_qualification", qualifying.withdraw_qualification, "qualification_id"
)
withdraw_pledge = _withdrawal("withdraw_pledge", qualifying.withdraw_pledge, "pledge_id")
withdraw_service = _withdrawal("withdraw_service", serving.withdraw_past_service, "service_id")
withdraw_record = _withdrawal("withdraw_record", training.withdraw_training_record, "record_id")


@write_view(PERSONAL, form=False)
def download_qualification(request: Request, qualification_id: int) -> HttpResponseBase:
    """The scan of a certificate; each download goes into the log, hence a POST."""
    row = qualifying.note_qualification_download(request.actor, qualification_id=qualification_id)
    return _file(row.file)


@write_view(PERSONAL, form=False)
def download_pledge(request: Request, pledge_id: int) -> HttpResponseBase:
    """The scan of a pledge."""
    row = qualifying.note_pledge_download(request.actor, pledge_id=pledge_id)
    return _file(row.file)


def _file(stored: StoredFile | None) -> HttpResponseBase:
    assert stored is not None
    return handed_out(stored)
