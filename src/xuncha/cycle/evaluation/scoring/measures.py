"""Each indicator that the system counts: a share with its words and the items behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from xuncha.cycle.evaluation.scoring.facts import Facts
from xuncha.cycle.oversight.enums import Found, LetterState
from xuncha.cycle.rectification.enums import REACHED, Level
from xuncha.cycle.rectification.lateness import lateness

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Measured:
    """``share`` is None where there is nothing to count: then a person gives the points.
    ``counted`` and ``left`` are the items on either side of it."""

    share: Fraction | None
    words: str
    counted: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    def points(self, weight: int) -> Decimal | None:
        """The share of a weight, to a tenth."""
        if self.share is None:
            return None
        exact = Decimal(self.share.numerator * weight) / Decimal(self.share.denominator)
        return exact.quantize(_TENTH, ROUND_HALF_UP)

    def formula(self, weight: int) -> str:
        """In words, as it stands beside the points."""
        points = self.points(weight)
        return self.words if points is None else f"{self.words}，× {weight} 分 = {points} 分"


def _split(facts: Facts, yes: Collection[int], among: list[int], words: str) -> Measured:
    """Items that count among some; ``words`` says what both are."""
    if not among:
        return Measured(None, f"没有{words}可以统计，由人给分")
    counted = [one for one in among if one in yes]
    left = [one for one in among if one not in yes]
    share = Fraction(len(counted), len(among))
    told = f"{words} {len(counted)} / {len(among)} 件 = {_percent(share)}"
    return Measured(share, told, counted, left)


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.1f}%"


def _level(level: Level) -> Callable[[Facts], Measured]:
    def measure(facts: Facts) -> Measured:
        yes = {one.pk for one in facts.items if one.state in REACHED[level]}
        return _split(facts, yes, facts.ids, f"{level.label}完成的事项")

    return measure


def _on_time(facts: Facts) -> Measured:
    yes = {one.pk for one in facts.items if not lateness(one, facts.today).ungranted}
    return _split(facts, yes, facts.ids, "申报时没有超过原定时限（事先批准的延期除外）的事项")


def _clean(facts: Facts) -> Measured:
    return _split(facts, set(facts.ids) - facts.upheld, facts.ids, "没有认定疑点的事项")


def _kept(facts: Facts) -> Measured:
    return _split(facts, set(facts.ids) - facts.reopened, facts.ids, "没有重新整改过的事项")


def _proven(facts: Facts) -> Measured:
    claimed = [one.pk for one in facts.items if one.state in REACHED[Level.CLAIMED]]
    return _split(facts, facts.proven, claimed, "申报的事项里有佐证的")


def _true(facts: Facts) -> Measured:
    yes = {pk for pk, found in facts.seen.items() if found == Found.TRUE}
    return _split(facts, yes, sorted(facts.seen), "实地核查的事项里属实的")


def _money(facts: Facts) -> Measured:
    owing = [one for one in facts.items if one.amount_due_yuan]
    due = sum((one.amount_due_yuan or Decimal() for one in owing), Decimal())
    if not due:
        return Measured(None, "没有应追缴的资金，由人给分")
    back = {
        one.pk: min(facts.recovered.get(one.pk, Decimal()), one.amount_due_yuan or Decimal())
        for one in owing
    }
    total = sum(back.values(), Decimal())
    share = Fraction(total) / Fraction(due)
    whole = [one.pk for one in owing if back[one.pk] == one.amount_due_yuan]
    left = [one.pk for one in owing if one.pk not in whole]
    return Measured(share, f"追回 {total:,.2f} / {due:,.2f} 元 = {_percent(share)}", whole, left)


def _letters(facts: Facts) -> Measured:
    total = len(facts.letters)
    if not total:
        return Measured(Fraction(1), "没有发出督办文书，得满分")
    late = [
        one for one in facts.letters
        if one.answer_by and one.state != LetterState.WITHDRAWN
        and (one.answered_on or facts.today) > one.answer_by
    ]  # fmt: skip
    share = Fraction(total - len(late), total)
    return Measured(share, f"按期答复 {total - len(late)} / {total} 份 = {_percent(share)}")


def _steps(facts: Facts) -> Measured:
    """Late counts half."""
    worth = [Fraction(0) if not one.done else Fraction(1, 2 if one.late else 1)
             for one in facts.steps]  # fmt: skip
    share = sum(worth, Fraction(0)) / len(worth)
    late = [one.label for one in facts.steps if one.done and one.late]
    missing = [one.label for one in facts.steps if not one.done]
    told = f"{len(worth)} 项里办成 {sum(one.done for one in facts.steps)} 项"
    if late:
        told += f"，迟办折半：{'、'.join(late)}"
    if missing:
        told += f"，没有办成：{'、'.join(missing)}"
    return Measured(share, f"{told} = {_percent(share)}")


def _satisfied(facts: Facts) -> Measured:
    """Over all surveys with a result, by their sheets."""
    told = [one for one in facts.surveys if one.satisfied_percent is not None]
    sheets = sum(one.sheets_counted or 0 for one in told)
    if not sheets:
        return Measured(None, "没有可用的满意度测评（没做，或者份数不够），由人给分")
    total = sum((one.satisfied_percent or 0) * (one.sheets_counted or 0) for one in told)
    share = Fraction(total, 100 * sheets)
    return Measured(share, f"{len(told)} 次测评共 {sheets} 份，满意率 {_percent(share)}")


MEASURES: dict[str, Callable[[Facts], Measured]] = {
    "claimed": _level(Level.CLAIMED),
    "verified": _level(Level.VERIFIED),
    "sustained": _level(Level.SUSTAINED),
    "on_time": _on_time,
    "clean": _clean,
    "kept": _kept,
    "proven": _proven,
    "true": _true,
    "money": _money,
    "letters": _letters,
    "steps": _steps,
    "satisfied": _satisfied,
}
"""Source of an indicator → how it is counted."""
