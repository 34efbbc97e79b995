"""Sums in office prose: what was wrongly paid, taken, kept or not collected, and what came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import clauses, fold
from xuncha.engines.reading.money import find_money
from xuncha.engines.reading.records import Money

_TOTAL = re.compile(r"(?:共计|合计|总计|累计|共|总共|总额|总金额|合共|共有|总)[^\d,。;]{0,12}$")
_PARTS = re.compile(r"其中|分别|包括|含|包含")
_EACH = re.compile(
    r"(?:每人|每户|每月|每年|每亩|每次|人均|户均|各|每[\u4e00-\u9fff])[^\d,。;]{0,6}$"
)
_ROUNDED = re.compile(r"约|近|余|多(?=[万元])|左右|上下")
_LEFT = re.compile(
    r"(?:剩余|其余|余下|余款|尾款|尚有|还有|仍有|尚欠|仍欠|下欠|还欠)[^。;]{0,30}?"
    r"(?:未|待|正在|拟|将(?!.{0,12}(?:退|缴|收)回?(?:了|到位|完))|计划|分期|尚|催|无法|难以|逐步|下一步|陆续)|(?:尚欠|仍欠|下欠|还欠)"
)
_SPOKEN_OF = re.compile(r"(?:对|针对|就|关于|涉及)[^,。;]{0,10}$")
_DONE = re.compile(r"已|全部|完成|到位|完毕|了")
_NEXT_SUM = re.compile(r"[^,。;]{0,8}?\d[\d.]*\s*(?:万|亿)?元")
_ANOTHER = re.compile(r"第[二三四五六七八九]|再|又|另|其余|剩余|余下")
_SLACK_SHARE = Decimal("0.0005")
_ROUND_SHARE = Decimal("0.06")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in yuan with its place; ``slack`` is how much the words leave open."""

    yuan: Decimal
    start: int
    end: int
    slack: Decimal
    is_total: bool
    is_part: bool
    is_each: bool
    before: str
    after: str
    sentence: int


@lru_cache(maxsize=8192)
def sums(text: str) -> tuple[Sum, ...]:
    """All sums of a text with what stands around them."""
    folded = fold(text)
    return tuple(_sum(folded, money) for money in find_money(text))


def _sum(folded: str, money: Money) -> Sum:
    start = max((folded.rfind(stop, 0, money.start) for stop in "。;\n"), default=-1) + 1
    stops = [at for stop in "。;\n" if (at := folded.find(stop, money.end)) >= 0]
    before, after = folded[start : money.start], folded[money.end : min(stops, default=len(folded))]
    parts = _PARTS.search(before)
    return Sum(
        yuan=money.yuan,
        start=money.start,
        end=money.end,
        slack=slack(money),
        is_total=_TOTAL.search(before) is not None,
        is_part=parts is not None and bool(re.search(r"\d", before[: parts.start()])),
        is_each=_EACH.search(before) is not None,
        before=before,
        after=after,
        sentence=len(re.findall(r"[。;\n]", folded[: money.start])),
    )


def slack(money: Money) -> Decimal:
    """Half a unit of the last decimal told (3.16万元: 50 元), more where it says 约, 余."""
    if _ROUNDED.search(money.words):
        return money.yuan * _ROUND_SHARE
    decimals = re.search(r"\.(\d+)", money.words)
    unit = 10_000 if "万" in money.words else 1
    if "亿" in money.words:
        unit = 100_000_000
    told = Decimal(unit) / (2 * Decimal(10) ** len(decimals.group(1))) if decimals else Decimal(0)
    return max(told, money.yuan * _SLACK_SHARE)


def wronged(finding: str, lexicon: Lexicon) -> tuple[Sum, ...]:
    """The sums that the finding calls wrongly paid, taken, kept or not collected.

    Investments, budgets and standards are none. Parts of a total are left out.
    """
    found = [one for one in sums(finding) if _is_wronged(one, lexicon)]
    return tuple(_without_parts(found))


def _is_wronged(one: Sum, lexicon: Lexicon) -> bool:
    if one.is_each or is_no_base(one, lexicon):
        return False
    after = re.split(r"[,。;]", one.after)[0]
    return any(lexicon["wronged"].search(text) for text in (one.before, after))


def is_no_base(one: Sum, lexicon: Lexicon) -> bool:
    """Whether the words before the sum make it an investment, a budget, a standard."""
    near = re.split(r"[,、]", one.before)[-1]
    if lexicon["asks_money"].search(near):
        return False  # 套取项目资金, 拖欠合同价款: the wrong governs the sum
    return lexicon["no_base"].search(near) is not None


def _without_parts(found: Sequence[Sum]) -> Iterator[Sum]:
    totals = [one for one in found if one.is_total]
    if totals:
        yield max(totals, key=lambda one: one.yuan)
        return
    kept = [one for one in found if not one.is_part]
    if len(kept) > 2:
        largest = max(kept, key=lambda one: one.yuan)
        if sum(one.yuan for one in kept) == 2 * largest.yuan:
            yield largest
            return
    yield from kept


def readings(found: Sequence[Sum]) -> set[Decimal]:
    """Every total that the sums of a text may mean: each alone, and all together."""
    alone = {one.yuan for one in found}
    return alone | {sum((one.yuan for one in found), Decimal(0))}


def added_up(text: str, most: int = 6) -> set[Decimal]:
    """Every total that some of the sums of a text make: instalments may be told in any words."""
    alone = [one.yuan for one in sums(text) if not one.is_each][:most]
    totals: set[Decimal] = {Decimal(0)}
    for yuan in alone:
        totals |= {yuan + held for held in totals}
    return totals - {Decimal(0)}


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a progress text says came back: ``yuan`` None where it tells no sum."""

    yuan: Decimal | None
    slack: Decimal
    says_all: bool
    """Whether it says 全部退回 without any sum that contradicts."""
    leaves_rest: bool
    """Whether it says itself that a rest is still out."""
    told: tuple[Sum, ...] = ()


def recovered(progress: str, finding: str, lexicon: Lexicon) -> Recovered:
    """Sum up what came back. Instalments add up; a total and its parts do not count twice.

    Paying out (补发, 付清) counts only where the finding speaks of something owed.
    """
    folded = fold(progress)
    back = lexicon.back(is_owed=lexicon["owed"].search(fold(finding)) is not None)
    told = [one for one in sums(progress) if _came_back(one, back, lexicon)]
    says_all = any(
        lexicon["recovered_all"].search(one.text) and not lexicon["unrecovered"].search(one.text)
        for one in clauses(progress)
    )
    rest = _LEFT.search(folded) is not None
    if not told:
        return Recovered(None, Decimal(0), says_all, rest)
    counted = _counted(told, back)
    return Recovered(
        sum((one.yuan for one in counted), Decimal(0)),
        sum((one.slack for one in counted), Decimal(0)),
        says_all,
        rest,
        tuple(told),
    )


def _came_back(one: Sum, back: re.Pattern[str], lexicon: Lexicon) -> bool:
    """A recovering word governs the sum: shortly before it or after it, and not still to come."""
    if one.is_each:
        return False
    before = re.split(r"[,。;]", one.before)[-1][-26:]
    after = re.split(r"[,。;]", one.after)[0][:24]
    verb = _last_word(back, before)
    if verb is not None:
        return not lexicon["unrecovered"].search(before[max(0, verb - 8) :])
    if _SPOKEN_OF.search(before) and not _DONE.search(after):
        return False  # 对12.5万元违规补贴进行清退: what is spoken of, not what came back
    found = back.search(after)
    if found is None or _NEXT_SUM.match(after[found.end() :]):
        # 分两批收回：第一批3万元，第二批2万元: the word may stand earlier in the sentence.
        return found is None and _carried(one, back, lexicon)
    return not lexicon["unrecovered"].search(f"{before[-6:]}|{after[: found.end()]}")


def _last_word(pattern: re.Pattern[str], text: str) -> int | None:
    places = [found.start() for found in pattern.finditer(text)]
    return places[-1] if places else None


def _carried(one: Sum, back: re.Pattern[str], lexicon: Lexicon) -> bool:
    verb = _last_word(back, one.before)
    if verb is None:
        return False
    between = one.before[verb:]
    if lexicon["wronged"].search(between) or lexicon["no_base"].search(between):
        return False
    return not lexicon["unrecovered"].search(one.before[max(0, verb - 8) :])


def _counted(told: list[Sum], back: re.Pattern[str]) -> list[Sum]:
    totals = [one for one in told if one.is_total]
    if totals:
        best = max(totals, key=lambda one: one.yuan)
        later = [
            one
            for one in told
            if one.start > best.start
            and not one.is_part
            and not one.is_total
            and re.search(r"又|再|另|此外|还", one.before[-30:])
        ]
        return [best, *later]
    plain = [one for one in told if not one.is_part]
    largest = max(plain or told, key=lambda one: one.yuan)
    rest = [one for one in plain if one is not largest]
    if len(rest) > 1 and sum(one.yuan for one in rest) == largest.yuan:
        return [largest]
    return _distinct(plain or told, back)


def _distinct(found: list[Sum], back: re.Pattern[str]) -> list[Sum]:
    """The same sum told twice (退回3万元……3万元已入账) is one sum, unless told as 各批."""
    kept: list[Sum] = []
    for one in found:
        twice = any(one.yuan == held.yuan for held in kept)
        near = re.split(r"[,。;]", one.before)[-1]
        if twice and not _ANOTHER.search(near) and not back.search(near):
            continue
        kept.append(one)
    return kept
