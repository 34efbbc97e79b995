"""Which leaf of the taxonomy a finding's words look like.

A linear model over pairs and triples of characters, trained by ``benchmarks.drafting.train`` on
the phrases and points of the fictional district and on the taxonomy's own names. Small weights are
dropped; what is told is a softmax over the leaves of one tree.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from xuncha.engines.checking.prose import fold
from xuncha.engines.drafting.sentences import held

_SIGNS = re.compile(r"[^\u4e00-\u9fff]")
_NAME_LIKE = 0.75
"""How much of the shorter name two names must share to be taken for one."""


@dataclass(frozen=True, slots=True)
class Model:
    """``leaves``: code, name, names above it, leaf of the other tree that means the same.
    ``weights``: for each gram its weights by leaf, in hundredths."""

    leaves: tuple[tuple[str, str, tuple[str, ...], str], ...]
    bias: tuple[int, ...]
    idf: Mapping[str, int]
    weights: Mapping[str, Mapping[int, int]]


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model that ships with the program."""
    told = json.loads(resources.files(__package__).joinpath("leaves_model.json").read_text("utf-8"))
    return Model(
        tuple((code, name, tuple(above), same) for code, name, above, same in told["leaves"]),
        tuple(told["bias"]),
        told["idf"],
        {
            gram: dict(zip(row[::2], row[1::2], strict=True))
            for gram, row in told["weights"].items()
        },
    )


def grams_of(text: str) -> Counter[str]:
    """Pairs and triples of Chinese characters; figures and signs part them."""
    found: Counter[str] = Counter()
    for piece in _SIGNS.split(fold(text)):
        for size in (2, 3):
            found.update(piece[at : at + size] for at in range(len(piece) - size + 1))
    return found


def features(text: str, idf: Mapping[str, int]) -> dict[str, float]:
    """Weights of the known grams, of length 1 together."""
    told = {
        gram: (1 + math.log(count)) * idf[gram]
        for gram, count in grams_of(text).items()
        if gram in idf
    }
    size = math.sqrt(sum(value * value for value in told.values()))
    return {gram: value / size for gram, value in told.items()} if size else {}


def propose(text: str, *, scope: str = "", model: Model | None = None) -> dict[str, float]:
    """How sure each leaf is, by code, best first; empty where no word is known. ``scope``: "unit",
    "village", or "" for both trees."""
    model = model or shipped_model()
    known = features(text, model.idf)
    if not known:
        return {}
    scores = [value / 100 for value in model.bias]
    for gram, value in known.items():
        for at, weight in model.weights.get(gram, {}).items():
            scores[at] += value * weight / 100
    allowed = [at for at, one in enumerate(model.leaves) if not scope or _scope(one[0]) == scope]
    top = max(scores[at] for at in allowed)
    shares = {model.leaves[at][0]: math.exp(scores[at] - top) for at in allowed}
    total = sum(shares.values())
    ranked = sorted(shares.items(), key=lambda one: -one[1])
    return {code: share / total for code, share in ranked}


def _scope(code: str) -> str:
    return "village" if code.startswith("V") else "unit"


def scope_of(codes: frozenset[str]) -> str:
    """The tree that all of the codes stand in, "" where they stand in both."""
    told = {_scope(one) for one in codes}
    return told.pop() if len(told) == 1 else ""


def label(code: str) -> str:
    """A leaf's code and name."""
    return next((f"{one[0]} {one[1]}" for one in shipped_model().leaves if one[0] == code), code)


def same_meaning(code: str, given: frozenset[str]) -> bool:
    """Whether a leaf means the same as one of the given, in the other tree."""
    same = {one[0]: one[3] for one in shipped_model().leaves}
    own = same.get(code) or code
    return any((same.get(one) or one) == own for one in given)


@lru_cache(maxsize=1024)
def resolve(told: str, scope: str = "") -> frozenset[str]:
    """The leaves that a code or a name means: one leaf, or all below a branch; none for words that
    the taxonomy does not know."""
    words = fold(told).strip()
    model = shipped_model()
    first = re.match(r"[Vv]?\d{1,2}(?:\.\d{1,2}){0,2}(?![\d.])", words)
    if first:
        code = first.group().upper()
        found = frozenset(
            one[0] for one in model.leaves if one[0] == code or one[0].startswith(f"{code}.")
        )
        if found:
            return found
    bare = _SIGNS.sub("", words)
    exact = {
        one[0] for one in model.leaves if bare in {_SIGNS.sub("", n) for n in (one[1], *one[2])}
    }
    near = exact or {
        one[0]
        for one in model.leaves
        if len(bare) >= 4 and any(held(bare, name) >= _NAME_LIKE for name in (one[1], *one[2]))
    }
    return frozenset(one for one in near if not scope or _scope(one) == scope)
