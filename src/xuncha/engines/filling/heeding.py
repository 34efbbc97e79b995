"""What a sentence tells before it counts, and what it counts after that must heed it.

采取“巡乡带村”方式，…, 在对镇的常规巡察中，… and 在村里谈话 * 人次 narrow all that is counted later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xuncha.engines.filling.clauses import Place, is_stop
from xuncha.engines.filling.done import Done
from xuncha.engines.filling.entries import Token


def heeding(found: list[Done], place: Place) -> list[Done]:
    """Only figures that heed what the sentence told before. A kind that is only spoken of
    (进村入户，…) narrows nothing for sure: figures that could take it and don't are left out.
    """
    told: dict[str, set[str]] = {}
    sure = {"way"}
    for clause in _without_masks(place.sentence):
        pairs = [pair for one in clause for pair in one.params]
        keys = {key for key, _ in pairs}
        if "way" in keys:
            sure |= keys
        for key, value in pairs:
            if key in {"kind", "way"}:
                told.setdefault(key, set()).add(value)
    for before, one in pairwise(place.sentence):
        where = [value for key, value in one.params if key == "kind"]
        if before.text == "在" and where:
            told.setdefault("kind", set()).update(where)
            sure.add("kind")
    return [heard for one in found if (heard := _heeding(one, told, sure))]


def _heeding(one: Done, told: dict[str, set[str]], sure: set[str]) -> Done | None:
    for key, values in told.items():
        if key not in one.known.params or one.params.get(key) in values:
            continue
        if key in one.params or key not in sure or len(values) > 1:
            return None
        one = replace(one, params={**one.params, key: next(iter(values))})
    return one


def _without_masks(sentence: Sequence[Token]) -> list[list[Token]]:
    clauses: list[list[Token]] = [[]]
    for one in sentence:
        if is_stop(one):
            clauses.append([])
        else:
            clauses[-1].append(one)
    return [one for one in clauses if not any(each.mask >= 0 for each in one)]
