"""Texts and what happened: marked passages, doubts, stages, history, changes, files, charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xuncha.web.doors import may_open
from xuncha.web.ui.marking import Span, marked
from xuncha.web.ui.tags.marks import icon

register = template.Library()

_FILE_ICONS = {
    "xlsx": "file-spreadsheet", "xls": "file-spreadsheet", "csv": "file-spreadsheet",
    "docx": "file-text", "doc": "file-text", "wps": "file-text", "txt": "file-text",
    "pdf": "file-text", "ofd": "file-text", "zip": "file-zip", "jpg": "photo", "jpeg": "photo",
    "png": "photo",
}  # fmt: skip


@register.simple_tag
def marked_text(text: str, spans: Iterable[Span]) -> SafeString:
    """A stored text with marked stretches: (start, end) or (start, end, class)."""
    return marked(text, spans)


@register.inclusion_tag("ui/_passages.html")
def passages(cards: Iterable[Any]) -> dict[str, Any]:
    """Texts side by side, each with ``label``, ``text``, ``spans``, and ``url`` of where it
    stands."""
    return {"cards": cards}


@register.simple_block_tag
def question(content: str, card: Any) -> SafeString:
    """A doubt with its reason and the texts it speaks of; the block holds what can be done. The
    card has ``key``, ``code``, ``name``, ``severity`` and ``state`` (each key and words),
    ``reason``, ``passages``, and ``decision`` once somebody settled it."""
    acts = SafeString(content) if content.strip() else ""
    return render_to_string("ui/_question.html", {"card": card, "acts": acts})


@register.inclusion_tag("ui/_steps.html")
def steps(stages: Sequence[Any], place: int) -> dict[str, Any]:
    """Stages in a row, those behind us ticked; phones show the present one and its number."""
    return {"stages": stages, "place": place}


@register.inclusion_tag("ui/_next_step.html", takes_context=True)
def next_step(context: template.Context, step: Any) -> dict[str, Any]:
    """What to do next: ``words``, with a button ``act`` to ``url`` unless there is none, that is
    this very page, or it is not for the reader. Nothing where there is no step."""
    here = getattr(context.get("request"), "path", "")
    elsewhere = bool(step and step.url) and step.url.partition("#")[0] != here
    return {"step": step, "elsewhere": elsewhere and may_open(context.get("actor"), step.url)}


@register.inclusion_tag("ui/_history.html")
def history(rows: Iterable[Any]) -> dict[str, Any]:
    """Who did what when and why: rows with ``label``, ``by_name``, ``at``, ``reason``."""
    return {"rows": rows}


@register.inclusion_tag("ui/_pairs.html")
def pairs(rows: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Facts with their names; an empty one is a dash."""
    return {"rows": rows}


@register.inclusion_tag("ui/_changes.html")
def changes(rows: Iterable[tuple[str, Any, Any]]) -> dict[str, Any]:
    """What stood before and what stands now: (name, before, after)."""
    return {"rows": rows}


@register.simple_block_tag
def file_line(content: str, name: str, size: int, note: str = "", url: str = "") -> SafeString:
    """A file in a list of files; the block holds what can be done with it."""
    shape = _FILE_ICONS.get(name.rpartition(".")[2].lower(), "file")
    context = {"name": name, "size": size, "note": note, "url": url, "shape": shape,
               "acts": SafeString(content) if content.strip() else ""}  # fmt: skip
    return render_to_string("ui/_file_line.html", context)


@register.inclusion_tag("ui/_working.html")
def working(words: str, done: int = 0, total: int | None = None) -> dict[str, Any]:
    """How far long work has come; without a total only that it goes on."""
    share = min(100, 100 * done // total) if total else None
    return {"words": words, "done": done, "total": total, "share": share}


@register.inclusion_tag("ui/_chart.html")
def chart(
    key: str, option: dict[str, Any], label: str, *, tall: bool = False, table: bool = False
) -> dict[str, Any]:
    """A chart with its words for those who don't see it. Its table stands beside it, or, with
    ``table``, folded under it."""
    rows = _rows(option) if table else []
    return {"key": key, "option": option, "label": label, "tall": tall, "rows": rows}


def _rows(option: dict[str, Any]) -> list[list[Any]]:
    """A chart's numbers as rows, the first with the names of its series."""
    series = option["series"]
    axes = [option[axis] for axis in ("xAxis", "yAxis") if "data" in option.get(axis, {})]
    if not axes:
        slices = [[one["name"], one["value"]] for one in series[0]["data"]]
        return [["", series[0].get("name", "")], *slices]
    names = axes[0]["data"]
    lines = zip(names, *(one["data"] for one in series), strict=True)
    return [["", *(one["name"] for one in series)], *(list(line) for line in lines)]


@register.simple_block_tag
def menu(content: str, label: str, icon_name: str = "chevron-down") -> SafeString:
    """A button that opens a few links or buttons."""
    return format_html(
        '<details class="menu"><summary class="btn btn-plain">{}{}</summary>'
        '<div class="menu__panel">{}</div></details>',
        label, icon(icon_name), SafeString(content),
    )  # fmt: skip


@register.simple_block_tag
def help_panel(content: str, title: str, key: str = "help") -> SafeString:
    """A button that opens the page's help beside it; the page stays usable."""
    return format_html(
        '<button class="btn btn-plain" type="button" data-help="{0}" aria-expanded="false" '
        'aria-controls="{0}">{1}帮助</button>'
        '<dialog class="help" id="{0}" aria-labelledby="{0}-title"><div class="help__head">'
        '<h2 id="{0}-title">{2}</h2><button class="top__item" type="button" data-close '
        'aria-label="关闭帮助">{3}</button></div><div class="help__body">{4}</div></dialog>',
        key, icon("help-circle"), title, icon("x"), SafeString(content),
    )  # fmt: skip


@register.inclusion_tag("ui/_chain.html")
def chain(middle: str, end: str, links: Iterable[Any]) -> dict[str, Any]:
    """What a sentence rests on, step by step. ``middle`` and ``end`` name the two steps; each link
    has ``label``, ``note``, ``url``, ``lines`` (words and a tag) and ``ends`` (label and url)."""
    return {"middle": middle, "end": end, "links": links}
