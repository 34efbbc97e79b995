"""Registering and changing one organisation, and its people: one form and one service each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import ContactPost, OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import OFFICE
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.directory import forms
from xuncha.web.http import Request, View, write_view

Data = dict[str, Any]


def tell(form: django_forms.Form, problem: Invalid | Conflict) -> int:
    """The service's sentence beside the field that it is about, else above the form; gives the
    answer's status: 409 where the record is no longer as the person saw it."""
    told = problem.field if isinstance(problem, Invalid) else ""
    field = {"parent_id": "parent"}.get(told, told)
    form.add_error(field if field in form.fields else None, problem.sentence)
    return problem.status


def show_form(
    request: Request, form: django_forms.Form, title: str, back_url: str, *, words: str = "",
    button: str = "保存", sub: str = "", status: int = 0, groups: Sequence[Any] = (),
) -> HttpResponse:  # fmt: skip
    """The page of a form; with errors it answers 400, or what the service's refusal says. A long
    form comes in ``groups``: legend, help, fields."""
    context = {"form": form, "title": title, "back_url": back_url, "words": words, "sub": sub,
               "button": button, "groups": groups}  # fmt: skip
    status = status or (400 if form.errors else 200)
    return render(request, "directory/form.html", context, status=status)


def with_parent(data: Data) -> Data:
    """The service takes the parent's id and the kind as such."""
    told = {key: value for key, value in data.items() if key != "parent"}
    if "parent" in data:
        told["parent_id"] = data["parent"].pk if data["parent"] else None
    if "kind" in data:
        told["kind"] = OrganisationKind(data["kind"])
    return told


@write_view(OFFICE)
def create(request: Request) -> HttpResponse:
    """A new organisation."""
    actor = request.actor
    access.require(actor, "create", Organisation())
    status = 0
    form = forms.CreateForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.create_organisation(actor, **with_parent(form.cleaned_data))
        except (Invalid, Conflict) as problem:
            status = tell(form, problem)
        else:
            messages.success(request, f"“{row}”已登记。")
            return redirect("directory_detail", row.pk)
    return show_form(
        request, form, "登记党组织", reverse("directory_list"), button="登记",
        words="合并、分设产生的新单位，请从原单位的页面登记，这样巡察覆盖能接得上。",
        status=status,
    )  # fmt: skip


def _change(
    name: str,
    doc: str,
    title: str,
    words: str,
    form: Callable[..., django_forms.Form],
    act: Callable[..., Any],
    done: str,
    button: str,
    *,
    action: str = "",
    start: Callable[[Request, Organisation], Data] = lambda _request, _row: {},
    needs_actor: bool = False,
) -> View:
    """A view around one service of an organisation: form, service, page. ``action`` is asked of the
    policy (the name, unless told), ``start`` is what the form begins with beside the version."""

    def view(request: Request, organisation_id: int) -> HttpResponse:
        row = access.get_or_404(
            request.actor, Organisation, related=("parent",), pk=organisation_id
        )
        access.require(request.actor, action or name, row)
        status = 0
        initial = {"version": row.version} | start(request, row)
        more = {"actor": request.actor} if needs_actor else {}
        filled = form(request.POST or None, initial=initial, **more)
        if request.method == "POST" and filled.is_valid():
            try:
                act(request.actor, organisation_id=row.pk, **with_parent(filled.cleaned_data))
            except (Invalid, Conflict) as problem:
                status = tell(filled, problem)
            else:
                messages.success(request, done)
                return redirect("directory_detail", row.pk)
        back = reverse("directory_detail", args=[row.pk])
        return show_form(
            request, filled, title, back, words=words, button=button, sub=row.name, status=status
        )

    return named_view(name, doc, view)


def named_view(name: str, doc: str, view: Callable[..., HttpResponse]) -> View:
    """A view that was made, under a name of its own."""
    view.__name__ = view.__qualname__ = name
    view.__doc__ = doc
    return write_view(OFFICE)(view)


def _now(*names: str) -> Callable[[Request, Organisation], Data]:
    """A form that begins with what stands."""
    return lambda _request, row: {name: getattr(row, name) for name in names}


rename = _change(
    "rename", "Another name from a day on.", "更名",
    "单位真的改了名称或者类别，用这里：原来的名称会留在记录里。只是当初打错了字，请用“更正登记”。",
    forms.RenameForm, services.rename_organisation, "已更名，原来的名称留在记录里。", "更名",
    start=_now("name", "short_name", "kind"),
)  # fmt: skip
former_name = _change(
    "former_name", "A name from before those that are known.", "补登更早的名称",
    "登记这个单位更早的时候叫什么。现在的名称不变。",
    forms.FormerNameForm, services.note_former_name, "曾用名已登记。", "登记",
    action="rename", start=_now("kind"),
)  # fmt: skip
move = _change(
    "move", "Another parent from a day on.", "调整隶属",
    "单位真的换了上级，用这里：原来的上级会留在记录里。只是当初选错了，请用“更正登记”。",
    forms.MoveForm, services.move_organisation, "隶属已调整，原来的上级留在记录里。", "调整",
    needs_actor=True,
)  # fmt: skip
correct = _change(
    "correct", "A typing error put right.", "更正登记",
    "只用来改当初登记错的内容，改后不留曾用名；改动前后都记入审计。",
    forms.CorrectForm, services.correct_organisation, "已更正。", "更正",
    start=_now("code", "name", "short_name", "kind", "parent", "established_on", "note"),
    needs_actor=True,
)  # fmt: skip
dissolve = _change(
    "dissolve", "The end of an organisation.", "撤销",
    "没有承接单位的撤销用这里。并入别的单位或者分成几个单位，请用“合并”“分设”，欠下的巡察才有人接着还。",
    forms.EndForm, services.dissolve_organisation, "撤销已登记，联系人同时到期。", "登记撤销",
)  # fmt: skip
restore = _change(
    "restore", "An end that was entered by mistake, taken back.", "恢复误登的撤销",
    "只用来撤回登记错的撤销。联系人已经到期，恢复以后请重新登记。",
    forms.RestoreForm, services.restore_organisation, "已恢复。", "恢复", action="dissolve",
)  # fmt: skip

withdraw = _change(
    "withdraw", "A merger that was entered by mistake, taken back.", "撤回误登的合并",
    "只用来撤回登记错的合并：单位恢复在册，归过去的下级归回来，巡察覆盖按没有合并过重新算。"
    "这次撤回会留下记录；联系人已经到期，请重新登记。",
    forms.WithdrawForm, services.withdraw_merger, "合并已撤回，单位恢复在册。", "撤回合并",
    action="merge",
)  # fmt: skip


def _name_contact(actor: Actor, *, post: str, **told: Any) -> None:
    services.name_contact(actor, post=ContactPost(post), **told)


name_contact = _change(
    "name_contact", "Somebody in a post.", "登记联系人", "前任自动到前一天为止，记录不会丢。",
    forms.ContactForm, _name_contact, "联系人已登记。", "登记", action="correct",
    start=lambda request, _row: {
        "post": request.GET.get("post", ""), "from_on": clock.today(),
    },
)  # fmt: skip
