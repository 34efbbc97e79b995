"""The problems that a feedback paper tells: numbered ones, clauses under a heading."""

from __future__ import annotations

import re
from collections import defaultdict

from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.running_text import Found, clauses, of_running_text
from xuncha.engines.reading.official.tree import HEADINGS, Piece, line_of, lowest_of, words_of
from xuncha.engines.reading.official.wording import lacks

_NEXT_UNIT = re.compile(r"(?:^|(?<=\n))[^。\n]{2,40}(?:问题|不足)(?:有|是|如下)?[:：]$")
_WISH = re.compile(
    r"(?:要|进一步|切实|持续|坚决|不断|着力|坚持|强化|加强|提高|压紧|压实|深化|严格|健全|完善|抓好|抓紧|聚焦|突出|推动|认真|全面)"
)
"""What is wished for begins so; where it names no lack it is advice, not a problem."""
_ASPECT_HEAD = re.compile(r"方面[。:]?$")
_ASPECT = re.compile(
    r"^(?:在)?[^,。;:]{2,40}方面[^,。;:]{0,12}(?:[:,]|-{1,2})|^[^,。;:]{2,40}[,:](?=有的|有些|个别)"
)
_SOME = re.compile(r"有的|有些|个别")
_LEAST_SOME = 2
_SHORTEST = 4
NO_PROBLEMS = re.compile(
    r"评价|组织|领导|主体责任(?:情况|$)|总体情况|基本情况|工作情况|工作开展|开展情况|推进整改|思想认识|部署|成效|下一步|打算|计划|安排|意见建议|整改要求|建议|要求|联系|监督|受理|纪律|对象|内容|履行|提高政治站位|第一责任|巩固|做法|高度重视|成果|持续"
)
_GENERAL = re.compile(r"评价|成绩|(?:基本|总体|有关|工作)情况")
_OF_PROBLEMS = re.compile(r"问题|不足|方面[。:]?$")
_DEMANDS_HEAD = re.compile(r"(?:下一步|有关|工作|整改|巡察)*(?:意见|建议|要求|和|与|及)+[。:]?")
_DEMANDS = re.compile(r"建议|要求|意见")
CHAPTERS = frozenset({"part", "formal", "roman", "chapter", "plain"})
_SKIPPED = dict.fromkeys(CHAPTERS, NO_PROBLEMS) | {"plain": _DEMANDS}
"""Chapters that hold no problems, by their words."""


def find_fed_back(page: Page, roots: list[Piece]) -> list[Found]:
    """Numbered problems before the advice; where there are none, the clauses after 问题：."""
    found = _of_feedback(page, roots) or of_running_text(page, _advice_start(page))
    return [one for one in found if lacks(one[0].finding) or not _WISH.match(one[0].finding)]


def _of_feedback(page: Page, roots: list[Piece]) -> list[Found]:
    """Numbered problems before the advice; the clauses under a heading are single problems."""
    made: list[Found] = []
    limit = _advice_start(page)
    bare = _kinds_without_body(page, roots, limit)
    for root in roots:
        if root.start >= limit:
            break
        words = words_of(page, root.head)
        skips = _SKIPPED.get(root.kind)
        if skips and skips.search(words) and not (_OF_PROBLEMS.search(words) or lacks(words)):
            continue
        made += _feedback_below(page, root, (), limit, bare)
    return made


def _kinds_without_body(page: Page, roots: list[Piece], limit: int) -> frozenset[str]:
    """Families of numbers of which no problem but perhaps the last has more than its own line:
    what follows the last one is the paper's."""
    bodies: dict[str, list[bool]] = defaultdict(list)
    for one in lowest_of(roots):
        if one.start < limit:
            bodies[one.kind].append(bool(page.plain[one.body[0] : min(one.end, limit)].strip()))
    return frozenset(kind for kind, told in bodies.items() if len(told) > 1 and not any(told[:-1]))


def _feedback_below(
    page: Page, piece: Piece, path: tuple[str, ...], limit: int, bare: frozenset[str]
) -> list[Found]:
    words = words_of(page, piece.head)
    if piece.kind in HEADINGS and _DEMANDS_HEAD.fullmatch(words):
        return []
    here = (*path, line_of(page, piece))
    below = [one for one in piece.below if one.start < limit]
    if below:
        return [found for one in below for found in _feedback_below(page, one, here, limit, bare)]
    end = min(piece.end, limit)
    if piece.kind not in bare and _is_heading(page, piece, end):
        made = clauses(page, piece.body[0], end, here)
        if any(lacks(one.finding) for one, _ in made) or not lacks(words):
            return made if piece.kind in CHAPTERS or not _GENERAL.search(words) else []
    return _of_piece(page, piece, path, end)


def _is_heading(page: Page, piece: Piece, end: int) -> bool:
    """Whether the problems of a piece are the clauses after its first line or sentence."""
    body = _NEXT_UNIT.sub("", page.plain[piece.body[0] : end].strip())
    if piece.kind in CHAPTERS and piece.at_line:
        return True
    if not body:
        return False
    if piece.at_line and "\n" in page.plain[piece.head[1] - 1 : piece.body[0] + 2]:
        return True
    if len(_SOME.findall(body)) >= _LEAST_SOME:
        return True
    return piece.kind != "is" and bool(_ASPECT_HEAD.search(words_of(page, piece.head)))


def _of_piece(page: Page, piece: Piece, path: tuple[str, ...], end: int) -> list[Found]:
    """A piece that is a problem; where its first words only name the aspect, they are a heading
    and each clause after them is a problem."""
    start, stop = piece.head[0], min(piece.head[1], end)
    start += len(page.plain[start:stop]) - len(page.plain[start:stop].lstrip())
    if aspect := _ASPECT.match(page.plain[start:stop]):
        cut = start + aspect.end()
        heading = page.text[piece.start : cut].rstrip("，,：:—- ")
        return clauses(page, cut, stop, (*path, heading))
    number = piece.mark if piece.kind != "is" else ""
    line = page.plain.find("\n", start, end)
    stop = line if line >= 0 else end
    text = page.text[start:stop].rstrip("。；;：:，, \n　")
    if len(text) < _SHORTEST:
        return []
    found = PaperFinding(path, number, text, "unstated", (), (start, start + len(text)))
    return [(found, (piece.start, end))]


def _advice_start(page: Page) -> int:
    """Where advice, demands or promises begin."""
    found = re.search(
        r"(?:^|(?<=[。;\n]))\s*(?:[^。;\n]{0,24}提出(?:了)?[^。;\n问题]{0,10}(?:建议|意见|要求)|针对[^。;\n]{0,16}问题[,，]?[^。;\n]{0,20}(?:建议|意见|要求)|(?:巡察组)?(?:提出)?(?:以下|如下)?(?:整改)?建议|[^。;\n]{0,8}?(?:提出?)?[一二三四五六七八九十\d]+[点条](?:整改)?(?:建议|意见)|对[^。;\n]{2,12}[一二三四五六七八九十\d]+[点条]建议|[一二三四五六七八九十]、[^。\n]{0,10}(?:建议|要求|意见)|巡察组(?:要求|建议|强调|希望))|(?:巡察组|领导小组|[省市县区]委|巡察办)[^。;\n,]{0,10}(?:要求|强调|希望)[,:]|(?:同时|巡察组)[,，]?[^。;\n]{0,14}(?:收到|移交|已转|转有关)|线索已转",
        page.plain,
    )
    return found.start() if found else len(page.plain)
