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
    action: str,
    title: str,
    words: str,
    make: Callable[[Request, Organisation], django_forms.Form],
    call: Callable[[Request, int, Data], Any],
    done: str,
    button: str = "保存",
) -> Callable[..., HttpResponse]:
    """A view around one service of an organisation: form, service, page."""

    def view(request: Request, organisation_id: int) -> HttpResponse:
        row = access.get_or_404(
            request.actor, Organisation, related=("parent",), pk=organisation_id
        )
        access.require(request.actor, action, row)
        status = 0
        form = make(request, row)
        if request.method == "POST" and form.is_valid():
            try:
                call(request, row.pk, with_parent(form.cleaned_data))
            except (Invalid, Conflict) as problem:
                status = tell(form, problem)
            else:
                messages.success(request, done)
                return redirect("directory_detail", row.pk)
        back = reverse("directory_detail", args=[row.pk])
        return show_form(
            request, form, title, back, words=words, button=button, sub=row.name, status=status
        )

    return view


def named_view(name: str, doc: str, view: Callable[..., HttpResponse]) -> View:
    view.__name__ = view.__qualname__ = name
    view.__doc__ = doc
    return write_view(OFFICE)(view)


def _start(row: Organisation, **more: Any) -> Data:
    return {"version": row.version, **more}


rename = named_view(
    "rename",
    "Another name from a day on.",
    _change(
        "rename", "更名",
        "单位真的改了名称或者类别，用这里：原来的名称会留在记录里。只是当初打错了字，请用“更正登记”。",
        lambda request, row: forms.RenameForm(
            request.POST or None,
            initial=_start(row, name=row.name, short_name=row.short_name, kind=row.kind),
        ),
        lambda request, pk, data: services.rename_organisation(
            request.actor, organisation_id=pk, **data
        ),
        "已更名，原来的名称留在记录里。", "更名",
    ),
)  # fmt: skip
former_name = named_view(
    "former_name",
    "A name from before those that are known.",
    _change(
        "rename", "补登更早的名称",
        "登记这个单位更早的时候叫什么。现在的名称不变。",
        lambda request, row: forms.FormerNameForm(
            request.POST or None, initial=_start(row, kind=row.kind)
        ),
        lambda request, pk, data: services.note_former_name(
            request.actor, organisation_id=pk, **data
        ),
        "曾用名已登记。", "登记",
    ),
)  # fmt: skip
move = named_view(
    "move",
    "Another parent from a day on.",
    _change(
        "move", "调整隶属",
        "单位真的换了上级，用这里：原来的上级会留在记录里。只是当初选错了，请用“更正登记”。",
        lambda request, row: forms.MoveForm(
            request.POST or None, actor=request.actor, initial=_start(row)
        ),
        lambda request, pk, data: services.move_organisation(
            request.actor, organisation_id=pk, **data
        ),
        "隶属已调整，原来的上级留在记录里。", "调整",
    ),
)  # fmt: skip
correct = named_view(
    "correct",
    "A typing error put right.",
    _change(
        "correct", "更正登记",
        "只用来改当初登记错的内容，改后不留曾用名；改动前后都记入审计。",
        lambda request, row: forms.CorrectForm(
            request.POST or None, actor=request.actor,
            initial=_start(
                row, code=row.code, name=row.name, short_name=row.short_name, kind=row.kind,
                parent=row.parent, established_on=row.established_on, note=row.note,
            ),
        ),
        lambda request, pk, data: services.correct_organisation(
            request.actor, organisation_id=pk, **data
        ),
        "已更正。", "更正",
    ),
)  # fmt: skip
dissolve = named_view(
    "dissolve",
    "The end of an organisation.",
    _change(
        "dissolve", "撤销",
        "没有承接单位的撤销用这里。并入别的单位或者分成几个单位，请用“合并”“分设”，欠下的巡察才有人接着还。",
        lambda request, row: forms.EndForm(request.POST or None, initial=_start(row)),
        lambda request, pk, data: services.dissolve_organisation(
            request.actor, organisation_id=pk, **data
        ),
        "撤销已登记，联系人同时到期。", "登记撤销",
    ),
)  # fmt: skip
restore = named_view(
    "restore",
    "An end that was entered by mistake, taken back.",
    _change(
        "dissolve", "恢复误登的撤销",
        "只用来撤回登记错的撤销。联系人已经到期，恢复以后请重新登记。",
        lambda request, row: forms.RestoreForm(request.POST or None, initial=_start(row)),
        lambda request, pk, data: services.restore_organisation(
            request.actor, organisation_id=pk, **data
        ),
        "已恢复。", "恢复",
    ),
)  # fmt: skip
name_contact = named_view(
    "name_contact",
    "Somebody in a post.",
    _change(
        "correct", "登记联系人", "前任自动到前一天为止，记录不会丢。",
        lambda request, row: forms.ContactForm(
            request.POST or None,
            initial={"post": request.GET.get("post", ""), "from_on": clock.today()},
        ),
        lambda request, pk, data: services.name_contact(
            request.actor, organisation_id=pk, **data | {"post": ContactPost(data["post"])}
        ),
        "联系人已登记。", "登记",
    ),
)  # fmt: skip
