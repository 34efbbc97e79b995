# ruff: noqa: E501  (patterns)
"""Problems told in running text: the clauses after 问题： or 主要表现在：, one sentence that lists
them, a line for each aspect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.wording import lacks

Found = tuple[PaperFinding, tuple[int, int]]
"""A problem, and where it stands with all that belongs to it."""

_ADVICE = re.compile(r"建议|要求|希望|下一步|表示|强调|指出.{0,6}要")
_INTRO = re.compile(
    r"(?:发现|存在|反馈|指出|通报)?[^。;:\n]{0,14}(?:主要)?(?:问题|不足|情况通报|主要是)(?:[一二三四五六七八九十\d]{1,2}(?:组|类|点|个方面|方面))?(?:有|是|如下|为|包括|表现在)?[:：]|指出[:：]|主要(?:有|是|为|表现在|包括)[:：]"
)
_ASPECT_LEAD = r"(?:在|从)?[^,;:。\n]{2,40}(?:方面|上):"
_TOLD_OF = re.compile(
    rf"(?:发现|存在|反馈|指出|通报)[^。;:\n]{{0,24}}(?:问题|不足)。(?=\s*{_ASPECT_LEAD})|主要有[^。;:\n]{{0,16}}问题。(?=\s*{_ASPECT_LEAD})"
)
"""An introduction that a full stop closes counts only before the first aspect."""
_SUCH_AS = re.compile(r"问题[^。;\n]{0,12}[,，]如")
_AMONG = re.compile(
    r"(?:仍|还)?(?:存在|发现)(?:了|着)?(?P<all>[^。;:\n]{4,40}(?:、[^。;:\n、]{4,40}){1,9}?)(?:等(?:方面)?)(?:的)?(?:\d+个)?(?:突出|主要|具体)?(?:问题|不足|短板)"
)
"""存在甲、乙、丙等问题."""
_JUDGED = re.compile(r"(?:巡察(?:组)?(?:反馈)?|反馈(?:意见)?|会上|组长)?(?:发现|指出|认为|通报),")
_ANSWER = re.compile(
    r"作(?:了)?(?:表态|发言)|^[^,。;]{0,24}(?:表态|表示|要求)|负责人|参加|出席|会议(?:指出|强调|要求)|反馈会"
)
_FOOT = re.compile(
    r"(?:参加|出席|主持)(?:了)?(?:反馈)?会|会议(?:指出|强调|要求|认为)|讲话|表态|(?:负责人|书记|同志)[^,。;]{0,12}(?:表示|参加|出席)|线索|信访"
)
"""A line that tells of the meeting or of petitions ends the problems."""
_CLAUSE = re.compile(
    rf"\s*(?:(?P<aspect>{_ASPECT_LEAD})\s*)?(?:有的)?(?P<words>[^。;\n]+)(?P<stop>[。;\n]?)"
)
_ONLY_ASPECT = re.compile(r"[^,;:]{2,40}方面:?")
_SHORTEST = 4
_LEAST_LISTED = 2


def of_running_text(page: Page, limit: int) -> list[Found]:
    """The problems of a paper that numbers none, up to where advice begins."""
    made: list[Found] = []
    done = 0
    intros = [*_INTRO.finditer(page.plain, 0, limit), *_TOLD_OF.finditer(page.plain, 0, limit)]
    for intro in sorted(intros, key=lambda one: one.start()):
        if intro.start() >= done:
            found, done = _after(page, intro, limit)
            made += found
    if not made and (such := _SUCH_AS.search(page.plain, 0, limit)):
        made = _after(page, such, limit)[0]
    return made or _among(page, limit) or _judged(page, limit)


def clauses(page: Page, start: int, end: int, path: tuple[str, ...]) -> list[Found]:
    """Each clause that a full stop, a semicolon or a line end closes as a problem; words that only
    name an aspect are a heading of those after them."""
    return list(_clauses(page, start, end, path))


def _clauses(page: Page, start: int, end: int, path: tuple[str, ...]) -> Iterator[Found]:
    here = path
    for match in _CLAUSE.finditer(page.plain[start:end]):
        words = match["words"].strip()
        if (
            "\n" in match.group()[: -len(match["words"])]
            and _FOOT.search(words)
            and not lacks(words)
        ):
            return
        if match["aspect"]:
            at = start + match.start("aspect")
            here = (*path, page.text[at : start + match.end("aspect")].rstrip("：:"))
        if len(words) < _SHORTEST or _ADVICE.match(words):
            continue
        at = page.plain.index(words, start + match.start("words"))
        span = (at, at + len(words))
        if _ONLY_ASPECT.fullmatch(words):
            here = (*path, page.text[at : span[1]])
            continue
        yield PaperFinding(here, "", page.text[at : span[1]], "unstated", (), span), span


def _after(page: Page, intro: re.Match[str], limit: int) -> tuple[list[Found], int]:
    """The clauses from an introduction to the end of its line or to the answer, and that end. What
    leads to lines of their own goes on to the last of them."""
    ends = page.plain.find("\n", intro.end())
    if not page.plain[intro.end() : ends].strip():
        ends = -1
    stop = min(limit, ends if ends > 0 else limit)
    made: list[Found] = []
    for found, span in _listed(page, intro.end(), stop):
        if made and _ANSWER.search(found.finding) and not lacks(found.finding):
            break
        made.append((found, span))
    if intro.group().startswith("指出") and not any(lacks(one.finding) for one, _ in made):
        return [], intro.end()
    return made, stop


def _listed(page: Page, start: int, end: int) -> list[Found]:
    """The clauses of a stretch; where each of several lines begins with a sentence that sums up the
    others, those are headings."""
    lines = [one for one in re.finditer(r"[^\n]+", page.plain[start:end]) if one.group().strip()]
    heads = [one.group().partition("。") for one in lines]
    sums_up = [bool(lacks(head) and rest.strip()) for head, _, rest in heads]
    if len(lines) < _LEAST_LISTED or not all(sums_up):
        return clauses(page, start, end, ())
    made: list[Found] = []
    for line, (head, _, _) in zip(lines, heads, strict=True):
        first, last = start + line.start(), start + line.end()
        blank = len(head) - len(head.lstrip())
        path = (page.text[first + blank : first + len(head) + 1],)
        made += clauses(page, first + len(head) + 1, last, path)
    return made


def _among(page: Page, limit: int) -> list[Found]:
    """One sentence that lists the problems between 、."""
    match = _AMONG.search(page.plain, 0, limit)
    if match is None:
        return []
    made: list[Found] = []
    for one in re.finditer(r"[^、]+", match["all"]):
        start = match.start("all") + one.start()
        span = (start, start + len(one.group()))
        made.append((PaperFinding((), "", page.text[slice(*span)], "unstated", (), span), span))
    return made if all(lacks(one.finding) for one, _ in made) else []


def _judged(page: Page, limit: int) -> list[Found]:
    """The clauses of the sentence that says what was found (巡察发现，…；…。), if all name lacks."""
    for match in _JUDGED.finditer(page.plain, 0, limit):
        stop = min(
            at for at in (page.plain.find("。", match.end()), page.plain.find("\n", match.end()), limit) if at >= 0
        )  # fmt: skip
        found = clauses(page, match.end(), min(stop, limit), ())
        if len(found) >= _LEAST_LISTED and all(lacks(one.finding) for one, _ in found):
            return found
    return []
