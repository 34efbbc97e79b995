"""Lists: the way here, filters with what is chosen, columns that sort, pages, nothing to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField, ChoiceField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from xuncha.kernel.actor import Actor
from xuncha.web.doors import may_open

register = template.Library()

_CURSORS = frozenset({"after", "before"})


@register.inclusion_tag("ui/_crumbs.html", takes_context=True)
def crumbs(context: template.Context, *pairs: str) -> dict[str, Any]:
    """The way here: label, address, label, address, …, label. Pages that are not for the reader
    stand as words."""
    actor = context.get("actor")
    steps = []
    for at in range(0, len(pairs), 2):
        url = pairs[at + 1] if at + 1 < len(pairs) else ""
        steps.append((pairs[at], url if may_open(actor, url) else ""))
    return {"steps": steps}


@register.filter
def opens(actor: Actor | None, page: str) -> bool:
    """Whether a page is for this reader: its address, or the name of one without arguments."""
    return may_open(actor, page if page.startswith("/") else reverse(page))


@register.simple_block_tag
def page_head(content: str, title: str, sub: str = "") -> SafeString:
    """A page's title and what can be done on it: the block holds the buttons."""
    acts = SafeString(content) if content.strip() else ""
    return render_to_string("ui/_page_head.html", {"title": title, "sub": sub, "acts": acts})


@register.inclusion_tag("ui/_tabs.html")
def tabs(label: str, rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """Views of one thing as links: (label, address, is it this one, how many or None)."""
    return {"label": label, "rows": rows}


@register.inclusion_tag("ui/_tab_groups.html")
def tab_groups(label: str, strip: Any) -> dict[str, Any]:
    """Many pages about one thing: ``strip.rows`` are its parts, ``strip.under`` the pages of the
    part that is open. Nothing where there is nothing."""
    part = next((name for name, _, here, _ in getattr(strip, "rows", ()) if here), "")
    return {"label": label, "strip": strip, "under_label": f"{label}：{part}"}


@register.inclusion_tag("ui/_empty.html")
def empty(
    title: str, words: str = "", icon_name: str = "circle-check", act: str = "", url: str = ""
) -> dict[str, str]:
    """Nothing here: why, and what to do first, with a button where there is an address."""
    return {"title": title, "words": words, "icon_name": icon_name, "act": act, "url": url}


@register.simple_block_tag
def table(content: str, caption: str, cards: bool = True, css: str = "") -> SafeString:
    """A table that scrolls inside its frame; on phones each row becomes a card (give each cell its
    ``data-label``). The caption is read aloud, not shown."""
    return format_html(
        '<div class="table-wrap" tabindex="0" role="region" aria-label="{0}">'
        '<table class="rows{1} {3}"><caption class="visually-hidden">{0}</caption>{2}'
        "</table></div>",
        caption, " rows--cards" if cards else "", SafeString(content), css,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def column(context: template.Context, label: str, *keys: str, number: bool = False) -> SafeString:
    """A column's head. With the keys of its sorts it is a link that goes through them in turn; the
    context's ``sorts`` say which run down."""
    css = SafeString(' class="number"' if number else "")
    if not keys:
        return format_html('<th scope="col"{}>{}</th>', css, label)
    request, sorts = context["request"], list(context.get("sorts") or ())
    chosen = request.GET.get("sort") or (sorts[0].key if sorts else "")
    at = keys.index(chosen) if chosen in keys else -1
    down = next((one.descending for one in sorts if one.key == chosen), False)
    way = ("descending" if down else "ascending") if at >= 0 else "none"
    sign = {"descending": "↓", "ascending": "↑", "none": "↕"}[way]
    return format_html(
        '<th scope="col" aria-sort="{}"{}><a class="sort" href="{}">{}<span aria-hidden="true">{}'
        "</span></a></th>",
        way, css, address(request, sort=keys[(at + 1) % len(keys)]), label, sign,
    )  # fmt: skip


@register.inclusion_tag("ui/_matrix.html")
def matrix_table(matrix: Any, url: str = "") -> dict[str, Any]:
    """Groups × records as a table of small coloured cells with words for those who don't see
    colours. ``url`` is the list that a cell opens, narrowed by ``inspection`` and ``group``;
    without it nothing is a link."""
    return {"matrix": matrix, "base": url}


@register.inclusion_tag("ui/_filters.html", takes_context=True)
def filters(context: template.Context, chosen: Any, sorts: Iterable[Any] = ()) -> dict[str, Any]:
    """The filter bar of a list. What is chosen stands below as chips, each with its way out, also
    what only an address can choose."""
    request = context["request"]
    shown = [one for one in chosen.form if one.name in chosen.filters]
    active = [
        (one.label, _said(one, chosen.form), address(request, leave_out=one.name))
        for one in shown
        if request.GET.get(one.name)
    ]
    return {"fields": shown, "active": active, "sorts": sorts, "request": request}


def _said(bound: BoundField, form: Any) -> str:
    """A chosen value in the words of its field."""
    value = None if bound.errors else form.cleaned_data.get(bound.name)
    if value in (None, ""):
        return "看不懂的条件"
    raw = str(bound.value())
    if isinstance(bound.field, ChoiceField):
        kinds = {str(key): str(label) for key, label in _flat(bound.field.choices)}
        return kinds.get(raw, str(value)) if not hasattr(value, "pk") else str(value)
    return str(value)


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


@register.inclusion_tag("ui/_pager.html", takes_context=True)
def pager(context: template.Context, page: Any) -> dict[str, Any]:
    """Older and newer pages of a list, with its total."""
    request = context["request"]
    return {
        "page": page,
        "older": address(request, after=page.older) if page.older else "",
        "newer": address(request, before=page.newer) if page.newer else "",
    }


def address(request: Any, leave_out: str = "", **more: str) -> str:
    """This page's query with something changed; always from the first page on, unless a cursor is
    given."""
    kept = {
        key: value
        for key, value in request.GET.items()
        if key not in _CURSORS and key != leave_out and value
    }
    return "?" + urlencode({**kept, **more})
