"""What is wrong with a plan as it stands: every rule, one sentence each. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha.cycle.planning.coverage.board import Board, Place, Slot


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule: what it is about and the sentence for people."""

    code: str
    sentence: str
    organisations: tuple[int, ...] = ()
    round: int | None = None


def faults(board: Board) -> list[Fault]:
    """All broken rules among what can still be changed, rounds in their order; who has no round yet
    comes last. A settled version has none."""
    found: list[Fault] = []
    if board.settled:
        return found
    for slot in board.slots:
        rows = board.of_round(slot.id)
        for place in rows:
            if not place.done:
                found += _of_place(board, place, slot)
        found += _of_teams(board, slot, rows)
    return [*found, *_unplaced(board)]


def faults_about(board: Board, organisations: set[int], rounds: set[int | None]) -> list[Fault]:
    """Those that touch one of the organisations or one of the rounds' teams."""
    return [
        one
        for one in faults(board)
        if organisations & set(one.organisations)
        or (one.code in {"effort", "organisations"} and one.round in rounds)
    ]


def _of_place(board: Board, place: Place, slot: Slot) -> Iterator[Fault]:
    def fault(code: str, words: str) -> Fault:
        return Fault(code, f"{place.name}{words}", (place.organisation,), slot.id)

    if not slot.is_open:
        yield fault("begun", f"排在{slot.name}，但这一轮已经开始或者结束。")
    elif not slot.within_term:
        yield fault("term", f"排在{slot.name}，但这一轮不在本届任期之内。")
    if place.not_before and slot.start_on < place.not_before:
        yield fault(
            "not_before", f"不能早于 {place.not_before}，{slot.name}{slot.start_on} 就开始了。"
        )
    if place.due and slot.end_on > place.due:
        yield fault("due", f"最迟应在 {place.due} 前完成，{slot.name}到 {slot.end_on} 才结束。")
    parent = board.goes_with(place)
    if parent and (parent.round, parent.team) != (place.round, place.team):
        yield fault("with_parent", f"随{parent.name}一并巡察，应当同轮同组。")
    if place.team is None:
        yield fault("team", f"在{slot.name}还没有分到组。")
    elif place.team > slot.teams:
        yield fault("team", f"分在{slot.name}第 {place.team} 组，这一轮只有 {slot.teams} 个组。")


def _of_teams(board: Board, slot: Slot, rows: list[Place]) -> Iterator[Fault]:
    teams: dict[int, list[Place]] = defaultdict(list)
    for one in rows:
        if one.team is not None:
            teams[one.team].append(one)
    for number in sorted(teams):
        members = teams[number]
        if all(one.done for one in members):
            continue
        effort = sum(one.effort for one in members)
        ids = tuple(one.organisation for one in members)
        where = f"{slot.name}第 {number} 组"
        if effort > board.most_effort:
            words = f"{where}的工作量合计 {effort} 个工作日，超过每组 {board.most_effort} 个。"
            yield Fault("effort", words, ids, slot.id)
        if len(members) > board.most_organisations:
            words = f"{where}有 {len(members)} 个单位，超过每组 {board.most_organisations} 个。"
            yield Fault("organisations", words, ids, slot.id)


def _unplaced(board: Board) -> Iterator[Fault]:
    rows = board.of_round(None)
    if len(rows) > 5:
        names = "、".join(one.name for one in rows[:3])
        ids = tuple(one.organisation for one in rows)
        yield Fault("unplaced", f"还有 {len(rows)} 个单位没有排进轮次：{names}等。", ids)
        return
    for one in rows:
        yield Fault("unplaced", f"{one.name}还没有排进轮次。", (one.organisation,))
