# ruff: noqa: E501  (patterns)
"""One paper read: from a file, or from its text."""

from __future__ import annotations

import re
from pathlib import Path

from xuncha.engines.reading import sniff
from xuncha.engines.reading.documents import text_of
from xuncha.engines.reading.official.contacts import find_contacts
from xuncha.engines.reading.official.counts import find_counts
from xuncha.engines.reading.official.findings import find_findings
from xuncha.engines.reading.official.kinds import kind_of
from xuncha.engines.reading.official.ledgers import read_as_ledger
from xuncha.engines.reading.official.page import Line, Page, page_of
from xuncha.engines.reading.official.paper import Facts, Paper
from xuncha.engines.reading.official.parties import find_parties
from xuncha.engines.reading.official.reflow import reflow
from xuncha.engines.reading.official.stays import find_stays
from xuncha.engines.reading.official.tables import find_in_tables, is_ledger
from xuncha.engines.reading.official.teams import find_teams
from xuncha.engines.reading.official.units import find_units
from xuncha.engines.reading.records import ReadError

_REST = re.compile(r"^[二三四]、.*(?:内容|受理|纪律|方式|渠道)")
"""From here on a notice that work begins tells of other things."""
_NAME = r"[\u4e00-\u9fff]{1,16}(?:村|社区|局|镇|乡|街道|党组|党委|党工委|支部|总支|中心|公司|医院|学校|中学|小学)"
_LIST = re.compile(rf"(?:[^:。、]{{1,16}}:\s*)?(?P<names>{_NAME}(?:、{_NAME})+)[。;]?")
"""A line that is a list of names, with or without a label."""
_CHAPTER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))")


def read_paper(path: Path) -> Paper:
    """Read a paper of any kind. Raises ``ReadError`` with one sentence that names the file."""
    kind = sniff.kind_of_file(path)
    if kind in {"xlsx", "xls"} and (ledger := read_as_ledger(path)) is not None:
        return ledger
    text = text_of(path, kind)
    if kind in {"pdf", "ofd"}:
        text = reflow(text)
    if not text.strip():
        if kind == "pdf":
            raise ReadError(f"“{path.name}”是扫描件，没有可以读的文字，请先做文字识别。")
        raise ReadError(f"“{path.name}”里没有可以读的文字。")
    return read_text(text)


def read_text(text: str) -> Paper:
    """Read a paper's text. Only what it supports is told; every offset counts in ``text``."""
    page = page_of(text)
    kind, confidence = kind_of(page)
    if is_ledger(page) and find_in_tables(page):
        kind = "ledger"
    facts = Facts()
    head = head_of(page, kind)
    find_parties(page, [(one.start, one.end) for one in head], kind, facts)
    findings, body = find_findings(page, kind)
    find_units(page, head, kind, body, facts)
    find_stays(page, head, kind, facts)
    find_contacts(page, facts)
    find_counts(page, kind, body, facts)
    if kind == "entry_notice":
        find_teams(page, facts)
    return Paper(kind, confidence, facts, findings, text)


def head_of(page: Page, kind: str) -> list[Line]:
    """The sentences that tell of the inspection itself: before the first chapter; in a notice that
    work begins or a summary, all that speak of inspecting."""
    made: list[Line] = []
    column: int | None = None
    for at, line in enumerate(page.lines):
        cells = _cells(line)
        if len(cells) >= 3:
            named = [n for n, one in enumerate(cells) if re.search(r"对象|被巡察", one.text)]
            if named:
                column = named[0]
            elif column is not None and column < len(cells):
                made += [
                    Line(one.start, one.end, one.text, is_cell=True)
                    for one in cells[column : column + 2]
                ]
            continue
        if kind in {"notice_rectification", "feedback"} and at and _CHAPTER.match(line.text):
            if any("巡" in one.text for one in made[1:]) or at > 6:
                break
            continue
        if kind == "entry_notice" and _REST.match(line.text):
            break
        if kind == "entry_notice" and (listed := _LIST.fullmatch(line.text)):
            start = line.start + listed.start("names")
            made.append(
                Line(start, line.start + listed.end("names"), listed["names"], is_cell=True)
            )
            continue
        for sentence in page.sentences(line):
            if kind == "entry_notice" or re.search(r"巡察|巡视|进驻|反馈|村|社区", sentence.text):
                made.append(sentence)
    return made


def _cells(line: Line) -> list[Line]:
    """A flattened table's row in cells."""
    made, at = [], line.start
    for part in re.split(r"([|\t])", line.text):
        words = part.strip()
        if words and part not in {"|", "\t"}:
            start = at + len(part) - len(part.lstrip())
            made.append(Line(start, start + len(words), words))
        at += len(part)
    return made if len(made) > 1 else []
