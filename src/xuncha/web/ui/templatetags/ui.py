"""Template tags of the components. Each is shown in all its states on the gallery page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from xuncha.kernel.clock import CHINA
from xuncha.web.ui.icons import OUTLINES
from xuncha.web.ui.marking import marked

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An outline, decorative: the words stand beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        OUTLINES[name],
    )


@register.simple_tag
def marked_text(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """A stored text with marked stretches."""
    return marked(text, spans)


@register.filter
def money(value: Decimal | None) -> str:
    """A sum in yuan, as offices write it: from ten thousand on in 万元."""
    if value is None:
        return ""
    if abs(value) >= 10000:
        return f"{(value / 10000).normalize():,f} 万元"
    whole = value == value.to_integral_value()
    return f"{int(value):,} 元" if whole else f"{value:,.2f} 元"


@register.filter
def day(value: dt.date | dt.datetime | None) -> SafeString:
    """A day that doesn't break apart, or a dash."""
    words = _day(value).isoformat() if value else "—"
    return format_html('<span class="nowrap">{}</span>', words)


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """A day for narrow places: 26-03-18, or a dash."""
    return f"{_day(value):%y-%m-%d}" if value else "—"


def _day(value: dt.date | dt.datetime) -> dt.date:
    return value.astimezone(CHINA).date() if isinstance(value, dt.datetime) else value


@register.filter
def percent(part: int | None, whole: int | None) -> str:
    """A share in percent with one digit; a dash where there is nothing to share."""
    return f"{100 * (part or 0) / whole:.1f}%" if whole else "—"


@register.filter
def of(mapping: dict[Any, Any], key: Any) -> Any:
    """A dictionary's value, or nothing."""
    return mapping.get(key)


@register.filter
def prefixed(value: object, prefix: str) -> str:
    """A key of its own for each row's dialog."""
    return f"{prefix}{value}"


@register.filter
def widget_kind(field: BoundField) -> str:
    """What kind of control a field is: text, select, checkbox, radio, file, hidden."""
    kinds = {
        "Select": "select", "CheckboxInput": "checkbox", "RadioSelect": "radio",
        "ClearableFileInput": "file", "FileInput": "file", "HiddenInput": "hidden",
    }  # fmt: skip
    return kinds.get(type(field.field.widget).__name__, "text")


@register.filter
def control(field: BoundField, css: str = "form-control") -> SafeString:
    """A field's control with its class, tied to help and errors for readers of the screen."""
    told = []
    if field.help_text:
        told.append(f"{field.id_for_label}_help")
    if field.errors:
        told.append(f"{field.id_for_label}_error")
    attributes: dict[str, str | bool] = {"class": css}
    if told:
        attributes["aria-describedby"] = " ".join(told)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One field of a form: label, control, help, errors."""
    return {"field": bound, "kind": widget_kind(bound)}


@register.inclusion_tag("ui/_fields.html")
def fields(form: Any) -> dict[str, Any]:
    """All fields of a form, with what concerns the whole of it on top."""
    return {"form": form}


@register.inclusion_tag("ui/_tiles.html")
def tiles(figures: Iterable[Any]) -> dict[str, Any]:
    """Figures that open their rows."""
    return {"tiles": figures}


@register.inclusion_tag("ui/_levels.html")
def levels(claimed: Any, verified: Any, sustained: Any) -> dict[str, Any]:
    """The three facts beside each other; empty ones show that they are missing."""
    facts = (("claimed", "自称", claimed), ("verified", "核实", verified),
             ("sustained", "巩固", sustained))  # fmt: skip
    return {"facts": facts}


@register.simple_tag
def tag(key: str, label: str) -> SafeString:
    """A state or degree in words, coloured by its key."""
    return format_html('<span class="tag tag--{}">{}</span>', key, label)


@register.inclusion_tag("ui/_empty.html")
def empty(title: str, words: str = "", icon_name: str = "circle-check") -> dict[str, str]:
    """Nothing here: why, and what to do first."""
    return {"title": title, "words": words, "icon_name": icon_name}


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
    """A button that asks for words before it acts; where it may not, it says why."""
    return {
        "csrf_token": context.get("csrf_token"), "key": key, "label": label, "url": url,
        "version": version, "name": name, "prompt": prompt, "required": required,
        "why_not": why_not, "style": style, "note": note,
    }  # fmt: skip


@register.inclusion_tag("ui/_filters.html", takes_context=True)
def filters(context: template.Context, chosen: Any, sorts: Iterable[Any] = ()) -> dict[str, Any]:
    """The filter bar of a list."""
    request = context["request"]
    shown = [one for one in chosen.form if one.name in chosen.filters]
    active = [one for one in shown if request.GET.get(one.name) and one.name in chosen.form.fields]
    return {"fields": shown, "active": active, "sorts": sorts, "request": request}


@register.inclusion_tag("ui/_pager.html", takes_context=True)
def pager(context: template.Context, page: Any) -> dict[str, Any]:
    """Older and newer pages of a list, with its total."""
    request = context["request"]
    return {
        "page": page,
        "older": _with(request, after=page.older) if page.older else "",
        "newer": _with(request, before=page.newer) if page.newer else "",
    }


def _with(request: Any, **more: str) -> str:
    query = {
        key: value for key, value in request.GET.items() if key not in {"after", "before"} and value
    }
    return "?" + urlencode({**query, **more})


@register.inclusion_tag("ui/_chart.html")
def chart(key: str, option: dict[str, Any], label: str, *, tall: bool = False) -> dict[str, Any]:
    """A chart with its words for those who don't see it; its table stands beside it."""
    return {"key": key, "option": option, "label": label, "tall": tall}


@register.inclusion_tag("ui/_crumbs.html")
def crumbs(*pairs: str) -> dict[str, Any]:
    """The way here: label, address, label, address, …, label."""
    steps = [(pairs[at], pairs[at + 1] if at + 1 < len(pairs) else "") for at in
             range(0, len(pairs), 2)]  # fmt: skip
    return {"steps": steps}
