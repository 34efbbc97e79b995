"""Reading a problem in the form of ``xuncha plan``, and refusing what can't be meant."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise

from xuncha.engines.scheduling.errors import ProblemError
from xuncha.engines.scheduling.fields import Row
from xuncha.engines.scheduling.problem import (
    Inspector,
    Organisation,
    Past,
    Problem,
    Recusal,
    Round,
    Rules,
    Team,
)

_RISK = 100


def parse_problem(told: object) -> Problem:
    """The problem, or ``ProblemError`` with one sentence that names the place. Refuses unknown or
    repeated ids, rounds that overlap or stand out of order, a start after its end, ``with_parent``
    without ``parent``, parents in a circle, and values of the wrong type or range."""
    if not isinstance(told, dict):
        raise ProblemError("内容应是一个 JSON 对象。")
    whole = Row(told, "最外层")
    term = whole.row("term")
    start, end = _days(term)
    rules = _rules(whole.row("rules"))
    rounds = tuple(_round(row) for row in whole.rows("rounds"))
    _unique("rounds", [one.id for one in rounds])
    for earlier, later in pairwise(rounds):
        if later.start <= earlier.end:
            raise ProblemError(
                f"rounds 里 {earlier.id} 到 {earlier.end} 结束，后面的 {later.id} 从 {later.start} "
                "开始，轮次应按日期先后排列、互不重叠。"
            )
    organisations = _organisations(whole.rows("organisations"), {one.id for one in rounds})
    known = {one.id for one in organisations}
    inspectors = _inspectors(whole.rows("inspectors"), {one.id for one in rounds})
    people = {one.id for one in inspectors}
    return Problem(
        start, end, rules, rounds, organisations, inspectors,
        tuple(_recusal(row, people, known, rules) for row in whole.rows("recusals")),
        tuple(_past(row) for row in (whole.rows("history") if whole.has("history") else [])),
        _locked(whole, rounds, known, people),
    )  # fmt: skip


def _days(row: Row) -> tuple[dt.date, dt.date]:
    start, end = row.day("start"), row.day("end")
    if start > end:
        raise row.wrong("start", f"{start} 晚于 end {end}")
    return start, end


def _rules(row: Row) -> Rules:
    tolerance = row.number("delay_tolerance") if row.has("delay_tolerance") else Fraction(0)
    return Rules(
        row.span("team_size", 0), row.span("deputies", 0),
        row.whole("max_organisations_per_team"), row.number("max_effort_per_team"),
        row.flag("leader_not_same_organisation_twice"), row.flag("same_home_in_team"),
        row.whole("recusal_years") if row.has("recusal_years") else -1, tolerance,
    )  # fmt: skip


def _round(row: Row) -> Round:
    start, end = _days(row)
    return Round(row.text("id"), start, end, row.whole("teams"))


def _organisations(rows: list[Row], rounds: set[str]) -> tuple[Organisation, ...]:
    made = tuple(_organisation(row, rounds) for row in rows)
    _unique("organisations", [one.id for one in made])
    parents = {one.id: one.parent for one in made}
    for row, one in zip(rows, made, strict=True):
        if one.parent is not None and one.parent not in parents:
            raise row.wrong("parent", f"“{one.parent}”不在 organisations 里")
    _no_circle(parents)
    return made


def _no_circle(parents: dict[str, str | None]) -> None:
    clear: set[str] = set()
    for first in parents:
        trail: set[str] = set()
        at: str | None = first
        while at is not None and at not in clear:
            if at in trail:
                raise ProblemError(f"organisations 里 {at} 的 parent 绕成了圈。")
            trail.add(at)
            at = parents[at]
        clear |= trail


def _organisation(row: Row, rounds: set[str]) -> Organisation:
    made = Organisation(
        row.text("id"), row.text_or_none("name") or row.text("id"), row.number("risk", _RISK),
        row.number("effort"), frozenset(row.texts("skills")), row.text_or_none("kind") or "",
        row.text_or_none("parent"), row.day_or_none("not_before"), row.day_or_none("due"),
        row.flag("with_parent"), row.text_or_none("fixed_round"),
    )  # fmt: skip
    if made.with_parent and made.parent is None:
        raise ProblemError(f"{row.where}有 with_parent 而没有 parent。")
    if made.fixed_round is not None and made.fixed_round not in rounds:
        raise row.wrong("fixed_round", f"“{made.fixed_round}”不在 rounds 里")
    return made


def _inspectors(rows: list[Row], rounds: set[str]) -> tuple[Inspector, ...]:
    made = []
    for row in rows:
        free = row.texts("rounds") if row.has("rounds") else None
        for one in free or ():
            if one not in rounds:
                raise row.wrong("rounds", f"里的“{one}”不在 rounds 里")
        if free is not None:
            _unique(f"{row.where}的 rounds", list(free))
        most = row.whole("max_rounds") if row.has("max_rounds") else None
        made.append(
            Inspector(
                row.text("id"), row.text_or_none("name") or row.text("id"),
                frozenset(row.texts("skills")), row.flag("leader"), row.flag("deputy"),
                row.text_or_none("home"), free, most,
            )
        )  # fmt: skip
    _unique("inspectors", [one.id for one in made])
    return tuple(made)


def _recusal(row: Row, people: set[str], known: set[str], rules: Rules) -> Recusal:
    who, where = row.text("inspector"), row.text("organisation")
    if who not in people:
        raise row.wrong("inspector", f"“{who}”不在 inspectors 里")
    if where not in known:
        raise row.wrong("organisation", f"“{where}”不在 organisations 里")
    since, until = row.day_or_none("since"), row.day_or_none("until")
    if until is None and since is not None:
        if rules.recusal_years < 0:
            raise ProblemError(f"{row.where}只有 since，而 rules 里没有 recusal_years。")
        until = years_after(since, rules.recusal_years)
    return Recusal(who, where, until, row.text_or_none("kind") or "")


def years_after(day: dt.date, years: int) -> dt.date | None:
    """The same day ``years`` later; 29 February becomes 1 March where there is none. None past the
    last year that the calendar knows: for ever."""
    year = day.year + years
    if year > dt.MAXYEAR:
        return None
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def _past(row: Row) -> Past:
    return Past(row.text("inspector"), row.text("organisation"), row.flag("leader"))


def _locked(
    whole: Row, rounds: tuple[Round, ...], known: set[str], people: set[str]
) -> tuple[Team, ...]:
    made = []
    for row in whole.rows("locked") if whole.has("locked") else []:
        head = row.text_or_none("leader")
        team = Team(
            row.text("round"), row.whole("team", 1), row.texts("organisations"), head,
            row.texts("deputies"), row.texts("members"),
        )  # fmt: skip
        if team.round not in {one.id for one in rounds}:
            raise row.wrong("round", f"“{team.round}”不在 rounds 里")
        _unique(f"{row.where}的 organisations", list(team.organisations))
        for one in team.organisations:
            if one not in known:
                raise row.wrong("organisations", f"里的“{one}”不在 organisations 里")
        for one in team.people:
            if one not in people:
                raise ProblemError(f"{row.where}里的“{one}”不在 inspectors 里。")
        made.append(team)
    _unique("locked", [f"{one.round} 第{one.number}组" for one in made])
    return tuple(made)


def _unique(where: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ProblemError(f"{where} 里“{one}”重复了。")
        seen.add(one)
