# ruff: noqa: E501  (patterns)
"""The problems of a paper: one for each lowest numbered problem, with headings, state, measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xuncha.engines.reading.official.fed_back import NO_PROBLEMS, Found, find_fed_back
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.states import (
    group_state,
    is_only_state,
    state_of,
    told_state,
)
from xuncha.engines.reading.official.tables import find_in_tables
from xuncha.engines.reading.official.tree import Piece, line_of, nest, pieces_of, words_of
from xuncha.engines.reading.official.wording import QUOTED, is_act, lacks

_DONE = re.compile(
    r"(?:^|(?<=[\n。;…”)】:： \u3000]))(?:(?:已)?整改(?:落实)?(?:进展)?(?:完成)?(?:情况|措施|进展|成效|结果|状态|进度)|完成情况|进展情况|采取(?:的)?措施|主要措施|具体措施|目前进展|落实情况)[ \t]*[:：]"
)
_STATE_LABEL = re.compile(r"状态|结果|进度|完成情况|进展")
_STATE_WORDS = 14
_PROBLEMS = re.compile(r"问题|反馈|整改(?:落实)?(?:进展)?情况|不足|落实")
_MEASURE = re.compile(
    r"(?:(?<=[。;:…])|(?<=\n)|^)\s*(?:[一二三四五六七八九十]{1,2}是[,:]?|\(\d{1,2}\)|[①-⑳]|\d{1,2}[、.](?!\d))"
)
_FIRST = re.compile(r"^(?:(?:反馈|存在|具体|主要|整改|巡察)?问题(?:表现|描述)?)[:：]\s*")
_DUTY = re.compile(r"(?:责任|职责|作用)(?:的|落实)?情况[。:]?$")


def find_findings(page: Page, kind: str) -> tuple[list[PaperFinding], list[tuple[int, int]]]:
    """The problems in order, and where they stand with all that belongs to them."""
    roots = nest(pieces_of(page))
    if kind == "notice_rectification":
        found = _of_notice(page, roots)
    elif kind == "feedback":
        found = find_fed_back(page, roots)
    else:
        found = []
    if not found and kind in {"notice_rectification", "ledger"}:
        found = [_under(page, roots, one) for one in find_in_tables(page)]
    return [one for one, _ in found], [span for _, span in found]


def _under(page: Page, roots: list[Piece], found: Found) -> Found:
    """A table's row with the chapter in which the table stands."""
    above = [one for one in roots if one.kind == "chapter" and one.start < found[1][0]]
    path = (line_of(page, above[-1]),) if above and not found[0].path else found[0].path
    return replace(found[0], path=path), found[1]


def _dones(plain: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where what was done begins; a line that only tells the state (整改状态：已完成) is none where
    what was done stands before it."""
    for match in _DONE.finditer(plain, start, end):
        line = re.split(r"[。;\n]", plain[match.end() : min(end, match.end() + 40)], maxsplit=1)[0]
        tells_state = bool(state_of(line)) and len(line) < _STATE_WORDS
        is_first = not plain[start : match.start()].partition("\n")[2].strip()
        if is_first or not (tells_state and _STATE_LABEL.search(match.group())):
            yield match


def _done(plain: str, start: int, end: int) -> re.Match[str] | None:
    """The first of them."""
    return next(_dones(plain, start, end), None)


def _of_notice(page: Page, roots: list[Piece]) -> list[Found]:
    found: list[Found] = []
    for root in roots:
        words = words_of(page, root.head)
        if root.kind == "chapter" and _skips(words, _has_done(page, root)):
            continue
        found += _below(page, root, (), None)
    return found


def _skips(words: str, has_done: bool) -> bool:
    """Whether a chapter tells of the unit's own deeds and holds no problems."""
    if re.search(
        r"组织领导|组织(?:落实)?(?:整改)?(?:工作)?(?:开展)?情况|建议|下一步|打算|整改责任|责任落实情况",
        words,
    ):
        return True
    if re.search(
        r"反馈(?:意见|问题)|具体问题|问题的?整改|整改任务|整改(?:的)?问题|^(?:关于|针对)|“.+”|方面",
        words,
    ):
        return False
    if lacks(words):
        return False
    if has_done:
        return bool(re.search(r"主体责任(?:情况|$)|基本情况|总体情况|成效", words))
    return bool(NO_PROBLEMS.search(words)) or not _PROBLEMS.search(words)


def _has_done(page: Page, piece: Piece) -> bool:
    return bool(_done(page.plain, piece.head[0], _end(piece)))


def _end(piece: Piece) -> int:
    return max([piece.end, *(_end(one) for one in piece.below)])


def _below(page: Page, piece: Piece, path: tuple[str, ...], state: str | None) -> list[Found]:
    """Problems at or under a piece: itself, where 整改情况 follows or nothing numbered is below."""
    words = words_of(page, piece.head)
    if _DUTY.search(words) and not lacks(words) and not _has_done(page, piece):
        return []
    state = group_state(words) or state
    here = (*path, line_of(page, piece))
    own_done = _done(page.plain, piece.head[0], piece.end)
    if not own_done and piece.below and _is_answered_by_acts(page, piece):
        return [_finding(page, piece, path, state)]
    if own_done and not page.plain[piece.head[1] : own_done.start()].strip() and lacks(words):
        return [_finding(page, piece, path, state)]
    problems = [
        one for one in piece.below if one.kind not in {"is", "ordinal", "circle"} or not own_done
    ]
    if own_done and piece.below and own_done.start() < piece.below[0].start:
        problems = []
    if problems and piece.kind != "is":
        made: list[Found] = []
        for one in problems:
            if (
                one.kind in {"is", "ordinal"}
                and not _has_done(page, one)
                and piece.kind == "chapter"
            ):
                continue
            made += _below(page, one, here, state)
        return made
    if piece.kind == "chapter" or (piece.kind == "section" and not path and not own_done):
        return _unnumbered(page, piece, here, state)
    if piece.kind == "section" and own_done and _plain_line(page, piece, own_done):
        return _unnumbered(page, piece, here, state)
    return [_finding(page, piece, path, state)]


def _is_answered_by_acts(page: Page, piece: Piece) -> bool:
    """A heading that tells its problem, with only the unit's acts below it."""
    words = words_of(page, piece.head)
    quoted = re.search(
        r"^(?:关于|针对)?“.+”(?:的)?(?:方面)?(?:的)?问题|^(?:关于|针对).+问题", words
    )
    if any(one.below for one in piece.below) or _has_done(page, piece):
        return False
    steps = piece.kind != "chapter" and all(one.kind in {"is", "circle"} for one in piece.below)
    if not (quoted or steps or lacks(words)) or group_state(words):
        return False
    acts = [is_act(words_of(page, one.head)) for one in piece.below]
    return all(acts) if quoted and piece.kind == "chapter" else sum(acts) * 2 > len(acts)


def _plain_line(page: Page, piece: Piece, done: re.Match[str]) -> bool:
    """Whether a line without a number stands between a heading and its 整改情况."""
    between = page.plain[piece.head[1] : done.start()].strip()
    return bool(between) and "\n" in page.plain[piece.head[1] - 1 : done.start()]


def _unnumbered(page: Page, piece: Piece, path: tuple[str, ...], state: str | None) -> list[Found]:
    """Problems on lines of their own before each 整改情况."""
    made: list[Found] = []
    begin, end = piece.body[0], _end(piece)
    for done in _dones(page.plain, begin, end):
        before = page.plain[begin : done.start()].rstrip()
        line_start = max(before.rfind("\n"), 0) + begin
        start = line_start + (page.plain[line_start] == "\n" if line_start < len(page.plain) else 0)
        words = page.plain[start : done.start()].strip()
        if not 4 <= len(words) <= 120 or (not made and re.match(r"[,。;]", words)):
            continue
        start += len(page.plain[start : done.start()]) - len(
            page.plain[start : done.start()].lstrip()
        )
        stop = start + len(words)
        next_done = _done(page.plain, done.end(), end)
        last = next_done.start() if next_done else end
        told = told_state(page.plain[done.start() : last]) or state or "unstated"
        text = page.text[start:stop].rstrip("。；;：:")
        measures = _measures(page, done.end(), last)
        made.append(
            (
                PaperFinding(path, "", text, told, measures, (start, start + len(text))),
                (start, last),
            )
        )
    return made


def _finding(page: Page, piece: Piece, path: tuple[str, ...], state: str | None) -> Found:
    end = _end(piece)
    done = _done(page.plain, piece.head[0], end)
    start, stop = _problem_span(page, piece, done)
    text = page.text[start:stop]
    told = (
        told_state(page.plain[piece.head[0] : end])
        or state_in_head(_own_line(page, piece))
        or state
    )
    quoted = QUOTED.match(page.plain[slice(*piece.head)].lstrip())
    if quoted and done is None and not piece.below:
        first = page.plain.index(quoted.group(), piece.head[0]) + quoted.end()
    else:
        first = done.end() if done else piece.head[1]
    measures = _measures(page, first, end)
    if done is None and not (measures and is_act(measures[0])):
        measures = ()
    made = PaperFinding(path, piece.mark, text, told or "unstated", measures, (start, stop))
    return made, (piece.start, end)


def _own_line(page: Page, piece: Piece) -> str:
    stop = page.plain.find("\n", piece.head[0])
    return page.plain[piece.head[0] : min(stop, piece.end) if stop >= 0 else piece.end]


def state_in_head(head: str) -> str | None:
    """A state in brackets at the end of the problem's own line."""
    match = re.search(r"[(【\[]([^()【】\[\]]{2,12})[)】\]]", head)
    return state_of(match[1]) if match else None


def _problem_span(page: Page, piece: Piece, done: re.Match[str] | None) -> tuple[int, int]:
    """The problem's words: without number, 关于…的问题, a leading 反馈问题 and the last stop."""
    start, stop = piece.head
    if done is not None and done.start() < stop:
        stop = done.start()
    words = page.plain[start:stop]
    start += len(words) - len(words.lstrip())
    if match := _FIRST.match(page.plain[start:stop]):
        start += match.end()
    if quoted := QUOTED.match(page.plain[start:stop]):
        return start + quoted.start("problem"), start + quoted.end("problem")
    words = page.plain[start:stop].rstrip()
    words = re.sub(
        r"[(【\[](?:已?完成(?:整改)?|基本完成|长期坚持|正在整改|整改中|未完成)[^()【】\[\]]{0,6}[)】\]]\s*[。;]?$",
        "",
        words,
    )
    words = words.rstrip("。;:,. ")
    inner = re.match(
        r"^(?:针对|关于|对)?“(.+)”(?:方面)?(?:的)?(?:问题)?(?:的?整改(?:落实)?(?:进展)?(?:情况)?)?$",
        words,
    )
    about = re.match(
        r"^(?:针对|关于)(.+?)(?:的)?问题(?:的?整改(?:落实)?(?:进展)?(?:情况)?)?$", words
    )
    if inner and inner[1].count("“") == inner[1].count("”"):
        return start + inner.start(1), start + inner.end(1)
    if about:
        return start + about.start(1), start + about.end(1)
    return start, start + len(words)


def _measures(page: Page, start: int, end: int) -> tuple[str, ...]:
    """One for each 一是/(1)/①, else one for each paragraph's sentence or clause closed by “;”."""
    state = re.search(
        r"(?:整改(?:状态|结果)|完成情况|佐证|责任(?:人|单位))[:：]", page.plain[start:end]
    )
    stop = start + state.start() if state else end
    again = re.match(r"[^。\n]{2,12}\n?\s*整改措施[:：]", page.plain[start:stop])
    if again:
        start += again.end()
    plain = page.plain[start:stop]
    marks = list(_MEASURE.finditer(plain))
    if marks:
        ends = [*(one.start() for one in marks[1:]), len(plain)]
        parts = [(one.end(), last) for one, last in zip(marks, ends, strict=True)]
    else:
        parts = [one.span() for one in re.finditer(r"[^。;\n]+", plain)]
    texts = [page.text[start + a : start + b].strip().strip("。；;…，,* 　") for a, b in parts]
    return tuple(
        one
        for one in texts
        if len(one) >= 3
        and not one.startswith("#")
        and not is_only_state(one.strip("（）()【】[]"))
    )
