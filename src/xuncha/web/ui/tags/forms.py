"""Forms and acts: fields with their errors, buttons that ask for reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_KINDS = {
    "Select": "select", "CheckboxInput": "checkbox", "RadioSelect": "radio",
    "ClearableFileInput": "file", "FileInput": "file", "HiddenInput": "hidden",
    "CheckboxSelectMultiple": "boxes",
}  # fmt: skip


@register.filter
def widget_kind(field: BoundField) -> str:
    """What kind of control a field is: text, select, checkbox, radio, boxes, file, hidden. A room's
    own widget is of the kind of the one it is made from."""
    names = (one.__name__ for one in type(field.field.widget).__mro__)
    return next((_KINDS[name] for name in names if name in _KINDS), "text")


@register.filter
def is_wordy(field: BoundField) -> bool:
    """Whether the boxes to tick carry sentences, which want the whole width."""
    return any(len(str(one.choice_label)) > 16 for one in field)


@register.filter
def told_by(field: BoundField) -> str:
    """Ids of the help and the errors that belong to a field, for readers of the screen."""
    told = []
    if field.help_text:
        told.append(f"{field.auto_id}_help")
    if field.errors:
        told.append(f"{field.auto_id}_error")
    return " ".join(told)


@register.filter
def control(field: BoundField, css: str = "form-control") -> SafeString:
    """A field's control with its class, tied to help and errors for readers of the screen."""
    attributes: dict[str, str | bool] = {"class": css}
    if told := told_by(field):
        attributes["aria-describedby"] = told
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field of a form: label, control, help, errors. A file's field is a place to drop it;
    where its form takes less than the site does, its widget says so (``data-max-bytes``)."""
    limit = bound.field.widget.attrs.get("data-max-bytes", settings.XUNCHA_MAX_UPLOAD_BYTES)
    return {"field": bound, "kind": widget_kind(bound), "max_bytes": limit}


@register.inclusion_tag("ui/_fields.html")
def fields(form: Any) -> dict[str, Any]:
    """All fields of a form, with what concerns the whole of it on top."""
    return {"form": form}


@register.inclusion_tag("ui/_form_rows.html")
def form_rows(rows: Any, label: str, *, measure: str = "行", note: str = "") -> dict[str, Any]:
    """A table to fill in that grows while somebody types (``rows.js``), and by a button where the
    page has no script (``web/rowsets``). The form needs ``save_first`` before it."""
    return {"rows": rows, "label": label, "measure": measure, "note": note}


@register.simple_tag
def save_first() -> SafeString:
    """The button that Enter means in a form that has others before its own."""
    return mark_safe(
        '<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">'
        "保存</button>"
    )


@register.inclusion_tag("ui/_keys.html")
def keys(*told: str) -> dict[str, Any]:
    """Which keys do what on a page, told in pairs: the key, then what it does."""
    return {"keys": list(zip(told[::2], told[1::2], strict=True))}


@register.simple_tag
def suggestions(key: str, words: Iterable[str]) -> SafeString:
    """Words that a text field with ``list="key"`` offers while somebody types; any other may be
    typed too."""
    options = format_html_join("", '<option value="{}"></option>', ((one,) for one in words))
    return format_html('<datalist id="{}">{}</datalist>', key, options)


@register.inclusion_tag("ui/_ask.html", takes_context=True)
def ask(
    context: template.Context,
    key: str,
    label: str,
    url: str,
    *,
    version: int | None = None,
    name: str = "reason",
    prompt: str = "理由",
    required: bool = True,
    why_not: str = "",
    style: str = "plain",
    note: str = "",
) -> dict[str, Any]:
    """A button that asks for words before it acts; where it may not, it says why beside it."""
    return {
        "csrf_token": context.get("csrf_token"), "key": key, "label": label, "url": url,
        "version": version, "name": name, "prompt": prompt, "required": required,
        "why_not": why_not, "style": style, "note": note,
    }  # fmt: skip
