"""A sheet's columns to fields: each field one column, best fit first; the cells settle the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from xuncha.engines.reading.claims import claim_of
from xuncha.engines.reading.headers import Candidates, may_share
from xuncha.engines.reading.records import Claim, Field

_SHORT = 12
_PROSE = 15
_GUESSED = 0.5
_STATE = re.compile(r"完成|整改|销号|办结|推进|坚持|到位|[红黄绿]灯|[红黄绿]牌|[红黄绿]色")
_DEADLINE = re.compile(r"前|底|长期|持续|立行|即知|期限|日内|月内|天内|个月|限")


@dataclass(frozen=True, slots=True)
class Chosen:
    field: Field
    confidence: float
    also: Field | None = None


def settle(options: Sequence[Candidates], values: Sequence[Sequence[str]]) -> dict[int, Chosen]:
    """Column index → field. ``options`` are what headings may mean, ``values`` the cells."""
    chosen: dict[int, Chosen] = {}
    taken: dict[Field, int] = {}
    ranked = sorted(
        (-score, rank, index, field)
        for index, told in enumerate(options)
        for rank, (field, score) in enumerate(told)
    )
    for score, _, index, field in ranked:
        if index not in chosen and field not in taken:
            chosen[index] = Chosen(field, round(min(1.0, -score), 2))
            taken[field] = index
    _by_claims(chosen, taken, options, values)
    _by_deadlines(chosen, taken, options, values)
    _by_prose(chosen, taken, options, values)
    _share(chosen, taken, options, values)
    return chosen


def _move(chosen: dict[int, Chosen], taken: dict[Field, int], index: int, field: Field) -> None:
    del taken[chosen[index].field]
    chosen[index] = Chosen(field, chosen[index].confidence)
    taken[field] = index


def _may_be(options: Sequence[Candidates], index: int, field: Field) -> bool:
    return any(one == field for one, _ in options[index])


def _by_claims(
    chosen: dict[int, Chosen], taken: dict[Field, int],
    options: Sequence[Candidates], values: Sequence[Sequence[str]],
) -> None:  # fmt: skip
    """A column under a heading nobody knows (红绿灯) whose every cell is a state in words. 是 and √
    answer whatever the heading asks."""
    if Field.STATUS in taken:
        return
    for index, told in enumerate(values):
        if index in chosen or options[index]:
            continue
        words = [value for value in told if value]
        if len(words) > 1 and all(
            1 < len(one) <= _SHORT and _STATE.search(one) and claim_of(one) != Claim.UNSTATED
            for one in words
        ):
            chosen[index] = Chosen(Field.STATUS, _GUESSED)
            taken[Field.STATUS] = index
            return


def _by_deadlines(
    chosen: dict[int, Chosen], taken: dict[Field, int],
    options: Sequence[Candidates], values: Sequence[Sequence[str]],
) -> None:  # fmt: skip
    """完成时间 alone may be the deadline: then its cells say 底前, 长期坚持, 立行立改."""
    index = taken.get(Field.DONE_ON)
    if index is None or Field.DUE in taken or not _may_be(options, index, Field.DUE):
        return
    told = [value for value in values[index] if value]
    if told and sum(bool(_DEADLINE.search(value)) for value in told) * 4 >= len(told):
        _move(chosen, taken, index, Field.DUE)


def _by_prose(
    chosen: dict[int, Chosen], taken: dict[Field, int],
    options: Sequence[Candidates], values: Sequence[Sequence[str]],
) -> None:  # fmt: skip
    """完成情况, 整改情况 and the like: short words are a status, sentences are progress."""
    status, progress = taken.get(Field.STATUS), taken.get(Field.PROGRESS)
    if status is not None and progress is not None:
        if _is_prose(values[status]) and _is_claims(values[progress]):
            chosen[status], chosen[progress] = (
                Chosen(Field.PROGRESS, chosen[status].confidence),
                Chosen(Field.STATUS, chosen[progress].confidence),
            )
            taken[Field.STATUS], taken[Field.PROGRESS] = progress, status
    elif status is not None and _may_be(options, status, Field.PROGRESS):
        if _is_prose(values[status]):
            _move(chosen, taken, status, Field.PROGRESS)
    elif (
        progress is not None
        and _is_claims(values[progress])
        and _may_be(options, progress, Field.STATUS)
    ):
        _move(chosen, taken, progress, Field.STATUS)


def _share(
    chosen: dict[int, Chosen], taken: dict[Field, int],
    options: Sequence[Candidates], values: Sequence[Sequence[str]],
) -> None:  # fmt: skip
    """A second field in the same cells, where no column of its own holds it."""
    for index, told in list(chosen.items()):
        for field, _ in options[index]:
            if field in taken or not may_share(told.field, field):
                continue
            if told.field == Field.PROGRESS and not _opens_with_claim(values[index]):
                continue
            if told.field == Field.STATUS:
                continue
            chosen[index] = Chosen(told.field, told.confidence, field)
            taken[field] = index
            break


def _is_prose(values: Sequence[str]) -> bool:
    told = [len(value) for value in values if value]
    return bool(told) and median(told) > _PROSE


def _is_claims(values: Sequence[str]) -> bool:
    told = [value for value in values if value]
    short = [v for v in told if len(v) <= _SHORT and claim_of(v) != Claim.UNSTATED]
    return bool(told) and len(short) * 10 >= len(told) * 6


def _opens_with_claim(values: Sequence[str]) -> bool:
    told = [value for value in values if value]
    opens = [
        v for v in told if claim_of(re.split(r"[，。,;；.\s]", v)[0][:_SHORT]) != Claim.UNSTATED
    ]
    return bool(told) and len(opens) * 2 >= len(told)
