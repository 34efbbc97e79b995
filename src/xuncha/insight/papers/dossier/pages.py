"""The pages of a dossier: index, what is missing, hand-over list. Plain HTML for any browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from xuncha.insight.papers.dossier.gathering import Missing, by_who

_STYLE = mark_safe(
    "body{font-family:SimSun,'Noto Serif CJK SC',serif;max-width:64rem;margin:2rem auto;"
    "padding:0 1rem;line-height:1.6}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "th{background:#f2f2f2}code{font-size:.8em;word-break:break-all}.number{text-align:right}"
    ".pairs th{width:12rem}@media print{nav{display:none}}"
)


_SIGNERS = ("移交单位（盖章）", "移交人", "接收单位（盖章）", "接收人")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the index."""

    number: int
    title: str
    unit: str
    by: str
    series: str
    period: str
    path: str
    sha256: str
    size: int
    pages: int | None


def index_page(title: str, about: Sequence[tuple[str, str]], lines: Iterable[Line]) -> str:
    """The index: every piece with its place, pages, period and hash."""
    rows = format_html_join(
        "",
        '<tr><td class="number">{}</td><td>{}</td><td><a href="{}">{}</a></td><td>{}</td>'
        '<td>{}</td><td class="number">{}</td><td>{}</td><td><code>{}</code></td></tr>',
        (
            (one.number, one.series, one.path, one.title, one.unit or "—",
             one.by, one.pages if one.pages is not None else "—", one.period, one.sha256)
            for one in lines
        ),
    )  # fmt: skip
    head = _head("件号", "类目", "题名", "单位", "责任者", "页数", "保管期限", "SHA-256")
    return _page(f"{title}　卷内目录", _pairs(about) + _table(head, rows))


def missing_page(title: str, missing: Sequence[Missing]) -> str:
    """What is missing and who owes it."""
    rows = format_html_join(
        "", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        ((one.who, one.unit or "—", one.what, one.why) for one in missing),
    )  # fmt: skip
    told = "；".join(f"{who} {number} 件" for who, number in by_who(list(missing)).items())
    words = f"共缺 {len(missing)} 件：{told}。" if missing else "按目录应当有的都有，没有缺件。"
    head = _head("由谁补", "单位", "缺什么", "情况")
    body = format_html("<p>{}</p>", words)
    return _page(f"{title}　缺件清单", body + (_table(head, rows) if missing else SafeString("")))


def hand_over_page(title: str, about: Sequence[tuple[str, str]]) -> str:
    """The list that both sides sign."""
    blank = "________________"
    signs = format_html_join(
        "", "<p>{}：{}　　日期：{}</p>",
        ((who, blank, blank) for who in _SIGNERS),
    )  # fmt: skip
    digest = format_html(
        "<p>清单摘要（从系统的案卷页抄录，核验时一并给出）：{}{}</p>", blank, blank
    )
    return _page(f"{title}　移交清单", _pairs(about) + digest + signs)


def _pairs(about: Sequence[tuple[str, str]]) -> SafeString:
    rows = format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", about)
    return format_html('<table class="pairs">{}</table>', rows)


def _head(*labels: str) -> SafeString:
    return format_html_join("", "<th>{}</th>", ((one,) for one in labels))


def _table(head: SafeString, rows: SafeString) -> SafeString:
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows)


def _page(title: str, body: SafeString) -> str:
    links = mark_safe(
        '<nav><a href="index.html">卷内目录</a>　<a href="missing.html">缺件清单</a>　'
        '<a href="handover.html">移交清单</a></nav>'
    )
    return format_html(
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{}</title>'
        "<style>{}</style></head><body>{}<h1>{}</h1>{}</body></html>",
        title, _STYLE, links, title, body,
    )  # fmt: skip
