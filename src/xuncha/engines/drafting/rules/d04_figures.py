"""D04 数字对不上: within a finding, and against its working paper and the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xuncha.engines.drafting.comparing import clashes, fits_amount, sums_of, told
from xuncha.engines.drafting.draft import Draft, Source
from xuncha.engines.drafting.figures import Figure, figures_of
from xuncha.engines.drafting.report import Hint, Other, Span, Total
from xuncha.engines.drafting.sentences import held, sentences
from xuncha.engines.drafting.settings import NAMES, Settings

CODE = "D04"
_ALL = re.compile(r"(?:分别(?:是|为)?|即|包括|由|具体(?:是|为)|[:])")
_SOME = re.compile(r"其中")
_FOUND = re.compile(
    r"(?:共|合计|总计|一共)?(?:发现|查出|梳理|反馈|指出|提出|列出|形成|汇总)(?:了|出)?(?:各类|主要|突出|具体|以下|如下)?(?:问题)?(?P<n>\d{1,3})(?:个|项|条)(?:主要|具体|突出)?(?:问题|不足)?"
)
_LIKE_PAPER = 0.3
"""How much of a finding's words its working paper must hold."""


def within(draft: Draft) -> Iterator[Hint]:
    """Parts that do not add up to their total, and an amount field that the text does not bear."""
    for one in sentences(draft.text):
        figures = tuple(f for f in figures_of(draft.text) if one.start <= f.start < one.end)
        for total, parts, is_all in _sums(draft.plain, figures):
            told_sum = sum((p.value for p in parts), Decimal(0))
            slack = sum((p.slack for p in parts), total.slack)
            if told_sum - total.value > slack or (is_all and total.value - told_sum > slack):
                words = "、".join(told(p, draft.text) for p in parts)
                yield Hint(
                    CODE, NAMES[CODE],
                    f"分项（{words}）加起来和总数{told(total, draft.text)}对不上，请核对。",
                    tuple(Span(f.start, f.end) for f in (total, *parts)),
                )  # fmt: skip
    if draft.amount and sums_of(draft.text) and not fits_amount(draft.amount, draft.text):
        yield Hint(
            CODE, NAMES[CODE],
            f"“涉及金额”填的是{draft.amount.normalize():f}元，和文字里的金额对不上，请核对。",
            tuple(Span(f.start, f.end) for f in sums_of(draft.text)),
        )  # fmt: skip


def _sums(plain: str, figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, list[Figure], bool]]:
    """A total with its parts and whether all parts are told (分别…), in one sentence."""
    done: set[str] = set()
    for at, total in enumerate(figures):
        rest = [one for one in figures[at + 1 :] if one.unit == total.unit]
        if len(rest) < 2 or total.unit in done or total.unit == "%":
            continue
        between = plain[total.end : rest[0].start]
        if _SOME.search(between):
            done.add(total.unit)
            yield total, _without_nested(plain, rest), False
        elif _ALL.search(between) and re.search(
            r"[共计总]|涉及", plain[max(0, total.start - 6) : total.start]
        ):
            done.add(total.unit)
            yield total, _without_nested(plain, rest), True


def _without_nested(plain: str, parts: list[Figure]) -> list[Figure]:
    """Parts up to a second 其中 or another total."""
    kept = parts[:1]
    for one in parts[1:]:
        between = plain[kept[-1].end : one.start]
        if _SOME.search(between) or re.search(r"[共总合]计?$|累计$|占|比|增|减|超", between):
            break
        kept.append(one)
    return kept


def against(draft: Draft, other: Draft, file: str, kind: str, settings: Settings) -> Hint | None:
    """Figures of the finding that its counterpart tells otherwise."""
    found = clashes(draft.text, other.text, settings.same_words)
    if not found:
        return None
    words = "、".join(
        f"这里是{told(one.mine, draft.text)}，{kind}是{told(one.theirs, other.text)}"
        for one in found
    )
    first = found[0].theirs
    where = f"{file}第{other.no}条" if file else other.no
    return Hint(
        CODE, NAMES[CODE], f"和{kind}（{where}）对不上：{words}，请核对。",
        tuple(Span(one.mine.start, one.mine.end) for one in found),
        Other(file, other.no, first.start, first.end),
    )  # fmt: skip


def counterpart(draft: Draft, source: Source) -> Draft | None:
    """The finding of another paper that speaks of the same matter; None where none is near."""
    best, near = None, _LIKE_PAPER
    for one in source.drafts:
        score = held(draft.text, one.text)
        if one.no == draft.no:
            score += 0.05
        if score > near:
            best, near = one, score
    return best


def totals(source: Source, other: Source | None = None) -> Iterator[Total]:
    """The number of findings that the paper (or the report) tells, against those listed."""
    told_by = other or source
    listed = len(source.drafts)
    seen: set[int] = set()
    for found in _FOUND.finditer(re.sub(r"\s", "", told_by.text)):
        number = int(found["n"])
        if "问题" not in found.group() or number == listed or number in seen or listed < 2:
            continue
        seen.add(number)
        yield Total(
            CODE, NAMES[CODE],
            f"{'文中' if other is None else other.file}写“{found.group()}”，"
            f"{source.file or '文中'}列出的是{listed}条，请核对。",
        )  # fmt: skip
        return
