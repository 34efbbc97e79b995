"""Entry and keeping of people as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.pool.enums import EntryWay
from xuncha.cycle.pool.importing.names import Places
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.pool.rules import rules_on
from xuncha.cycle.pool.services import entering, keeping
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, View, write_view
from xuncha.web.pool import forms
from xuncha.web.pool.acting import form_page
from xuncha.web.pool.fields import place_id, place_words

_RELATED = ("home", "native_organisation", "user")


def _words(row: Inspector | None = None) -> list[str]:
    """The vocabulary, and what the person has of an older one."""
    known = list(rules_on(clock.today()).specialties)
    return known + [one for one in (row.specialties if row else []) if one not in known]


@write_view(OFFICE)
def nominate(request: Request) -> HttpResponse:
    """Somebody is recommended."""
    access.require(request.actor, "nominate", Inspector())
    form = forms.NominateForm(
        request.POST or None, places=Places(request.actor), vocabulary=_words()
    )
    made: list[Inspector] = []

    def act(data: dict[str, Any]) -> None:
        made.append(
            entering.nominate_inspector(
                request.actor, details=form.details(), way=EntryWay(data["way"]),
                nomination=data["nomination"], home_id=place_id(data["home"]),
                home_words=place_words(data["home"]), home_since=data["home_since"],
            )
        )  # fmt: skip

    return form_page(
        request, form=form, title="登记推荐人选", back=reverse("pool_entry"), act=act,
        done="已登记，接下来由巡察办审查资格。", button="登记",
        lead="登记以后由巡察办审查资格，再由领导小组或者巡察办主任审定；审查和审定不是同一个人。",
    )  # fmt: skip


@write_view(OFFICE)
def change(request: Request, inspector_id: int) -> HttpResponse:
    """What is written down about a person."""
    row = _get(request, inspector_id, "change")
    native = row.native_organisation
    initial = {
        "version": row.version, "name": row.name, "post": row.post, "phone": row.phone,
        "native_place": row.native_place, "native": native.code if native else "",
        "joined_party_on": row.joined_party_on, "specialties": row.specialties,
        "can_lead": row.can_lead, "can_deputise": row.can_deputise,
        "from_discipline": row.from_discipline, "note": row.note,
    }  # fmt: skip
    form = forms.DetailsForm(
        request.POST or None, places=Places(request.actor), vocabulary=_words(row),
        initial=initial,
    )  # fmt: skip
    return form_page(
        request, form=form, title=f"修改资料：{row.name}",
        back=reverse("pool_person", args=[row.pk]), done="资料已修改。",
        lead="工作单位有变动的，请用“变更工作单位”，原单位会留作任职关系。",
        act=lambda data: keeping.change_inspector(
            request.actor, inspector_id=row.pk, version=data["version"] or 0,
            details=form.details(),
        ),
    )  # fmt: skip


@write_view(OFFICE)
def move(request: Request, inspector_id: int) -> HttpResponse:
    """Somebody works elsewhere from a day on."""
    row = _get(request, inspector_id, "move")
    form = forms.MoveForm(
        request.POST or None, places=Places(request.actor),
        initial={"version": row.version, "post": row.post},
    )  # fmt: skip
    return form_page(
        request, form=form, title=f"变更工作单位：{row.name}",
        back=reverse("pool_person", args=[row.pk]), done="工作单位已变更，原单位留作任职关系。",
        lead=f"现在：{row.home_name}{row.post}", button="变更",
        act=lambda data: keeping.move_inspector(
            request.actor, inspector_id=row.pk, version=data["version"], on=data["on"],
            home_id=place_id(data["home"]), home_words=place_words(data["home"]),
            post=data["post"],
        ),
    )  # fmt: skip


@write_view(OFFICE)
def link(request: Request, inspector_id: int) -> HttpResponse:
    """The person's sign-in account."""
    row = _get(request, inspector_id, "link")
    user = row.user
    form = forms.LinkForm(
        request.POST or None,
        initial={"version": row.version, "username": user.username if user else ""},
    )
    return form_page(
        request, form=form, title=f"关联登录账号：{row.name}",
        back=reverse("pool_person", args=[row.pk]), done="登录账号已关联。",
        lead="关联以后，本人登录能看到自己的档案，并且申报关系。账号由系统管理员建立。",
        act=lambda data: keeping.link_user(
            request.actor, inspector_id=row.pk, version=data["version"],
            username=data["username"],
        ),
    )  # fmt: skip


def _get(request: Request, inspector_id: int, action: str) -> Inspector:
    row = access.get_or_404(request.actor, Inspector, related=_RELATED, pk=inspector_id)
    access.require(request.actor, action, row)
    return row


@write_view(OFFICE, form=False)
def check(request: Request) -> HttpResponse:
    """Several persons pass the check."""
    form = forms.PeopleForm(request.POST)
    return _batch(
        request,
        lambda: entering.check_inspectors(
            request.actor, people=form.chosen(), conditions=request.POST.getlist("conditions"),
            note=request.POST.get("note", ""),
        ),
        "已通过资格审查，等待审定。",
    )  # fmt: skip


@write_view(READERS, form=False)
def admit(request: Request) -> HttpResponse:
    """Several persons are taken into the pool."""
    access.require(request.actor, "admit", Inspector())
    form = forms.PeopleForm(request.POST)
    return _batch(
        request,
        lambda: entering.admit_inspectors(
            request.actor, people=form.chosen(), paper=request.POST.get("paper", "")
        ),
        "已审定入库。",
    )


def _batch(request: Request, act: Callable[[], list[Inspector]], done: str) -> HttpResponse:
    try:
        rows = act()
    except Invalid as problem:
        messages.error(request, problem.sentence)
    else:
        messages.success(request, f"{len(rows)} 人{done}")
    return redirect("pool_entry")


def _step(service: Callable[..., Inspector], audience: frozenset[str], done: str) -> View:
    """A view for one step with its reason."""

    def view(request: Request, inspector_id: int) -> HttpResponse:
        form = forms.ReasonForm(request.POST)
        if not form.is_valid():
            raise Invalid("请写明理由，最多 300 个字。", field="reason")
        service(request.actor, inspector_id=inspector_id, **form.cleaned_data)
        messages.success(request, done)
        return redirect("pool_person", inspector_id)

    view.__name__ = service.__name__
    return write_view(audience, form=False)(view)


return_person = _step(entering.return_inspector, READERS, "已退回重新审查。")
reject = _step(entering.reject_inspector, READERS, "已登记不予入库。")
pause = _step(entering.pause_inspector, OFFICE, "已暂停使用。")
resume = _step(entering.resume_inspector, OFFICE, "已恢复使用。")
leave = _step(entering.retire_inspector, OFFICE, "已退出人才库。")
renominate = _step(entering.renominate_inspector, OFFICE, "已重新推荐，等待资格审查。")
