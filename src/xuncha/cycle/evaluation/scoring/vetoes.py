"""Facts that cap a grade, whatever the points."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from xuncha.cycle.evaluation.forms import Form
from xuncha.cycle.evaluation.scoring.facts import Facts, accounted
from xuncha.cycle.evaluation.scoring.measures import MEASURES
from xuncha.cycle.oversight.enums import Found


@dataclass(frozen=True, slots=True)
class Vetoed:
    """One veto that holds: the fact in words, the grade that it caps at, the items behind it."""

    code: str
    words: str
    cap: str
    items: list[int] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """As an evaluation keeps it."""
        return asdict(self)


def vetoes_of(form: Form, facts: Facts) -> list[Vetoed]:
    """Those that hold, in the form's order."""
    found = []
    for rule in form.vetoes:
        words, items, holds = _fact(rule.code, rule.at, facts)
        if rule.at and holds:
            cap = form.grades[min(rule.cap, len(form.grades) - 1)].name
            found.append(Vetoed(rule.code, f"{words}，等次最高为“{cap}”", cap, items))
    return found


def _fact(code: str, at: int, facts: Facts) -> tuple[str, list[int], bool]:
    if code == "untrue":
        items = sorted(facts.untrue)
        mended = sum(facts.seen[one] != Found.NOT for one in items)
        later = f"（其中 {mended} 件查实以后才改好）" if mended else ""
        return f"实地核查不属实 {len(items)} 件{later}，达到 {at} 件", items, len(items) >= at
    if code == "reopened":
        risky = {one.pk for one in facts.items if one.amount_due_yuan} | facts.grave
        items = sorted(facts.reopened & risky)
        words = f"高风险（涉及资金或者有认定的重大疑点）事项重新整改 {len(items)} 件，达到 {at} 件"
        return words, items, len(items) >= at
    if code == "differing":
        count = facts.differing
        return f"报告和台账对不上 {count} 处，达到 {at} 处", [], count >= at
    if code == "unsatisfied":
        share = MEASURES["satisfied"](facts).share
        percent = None if share is None else float(100 * share)
        words = "" if percent is None else f"群众满意率 {percent:.1f}%，低于 {at}%"
        return words, [], percent is not None and percent < at
    count = accounted(facts.letters)
    return f"发出巡察整改问责书 {count} 份", [], count >= at


def capped(form: Form, earned: str, caps: list[str]) -> str:
    """The grade after the vetoes: the worst of what was earned and of the caps."""
    return max([earned, *caps], key=form.place)
