"""What a clause tells and what a finding asks for, where no list has the words.

Linear models over characters, pairs and triples, trained by ``benchmarks.check.sentences`` on
sentences written for it. What the lists of the settings found in a clause goes in as one more
feature, so that a word added there counts, and a clause without a known word still gets a reading.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from xuncha.engines.checking.prose import fold

_TITLE = re.compile(r"《[^》]*?(.{0,2})》")
_FIGURE = re.compile(
    r"\d[\d.,]*|[一二三四五六七八九十两百千万]+(?=[个名人户处份件次场期条项本台套间栋盏块张篇天月年])"
)
_SIGNS = re.compile(r"[^\w《]")
_LONGEST = 3

CHANGE, TALK, WORD, EMPTY, LATER = "change", "talk", "word", "empty", "later"
MATTER, PAPER = "matter", "paper"
ONCE, LASTING = "once", "lasting"
AGREE, DENY = "agree", "deny"


@dataclass(frozen=True, slots=True)
class Model:
    """Classes, their bias, and for each gram a weight a class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def shares(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each class is; the bias alone where no feature is known."""
        known = [row for one in features if (row := self.weights.get(one)) is not None]
        size = math.sqrt(len(known)) or 1.0
        scores = [
            bias + math.fsum(column) / size
            for bias, column in zip(
                self.bias, zip(*known, strict=True) if known else self._nothing(), strict=True
            )
        ]
        top = max(scores)
        grown = [math.exp(one - top) for one in scores]
        total = sum(grown)
        return {name: one / total for name, one in zip(self.classes, grown, strict=True)}

    def _nothing(self) -> tuple[tuple[float, ...], ...]:
        return tuple(() for _ in self.classes)


def grams(text: str) -> set[str]:
    """Characters, pairs and triples; figures are one sign, of a title only its end is kept."""
    plain = _FIGURE.sub("0", _TITLE.sub(r"《\1", fold(text)))
    whole = f"^{_SIGNS.sub('', plain)}$"
    found: set[str] = set()
    for size in range(1, _LONGEST + 1):
        found.update(whole[at : at + size] for at in range(len(whole) - size + 1))
    return found


@lru_cache(maxsize=65536)
def gist(clause: str, hints: tuple[str, ...] = ()) -> Mapping[str, float]:
    """What a clause of a result tells: a change, talk (study, meetings, papers), words to a person,
    set phrases, what is to come. ``hints``: what the lists found in it."""
    return _models()["gist"].shares(grams(clause) | {f"={one}" for one in hints})


@lru_cache(maxsize=65536)
def asks_paper(clause: str) -> float:
    """How likely a clause of a finding is about study, meetings, records or papers alone."""
    return _models()["asks"].shares(grams(clause))[PAPER]


@lru_cache(maxsize=65536)
def lasts(clause: str) -> float:
    """How likely a clause tells an arrangement that goes on, not something done once."""
    return _models()["lasts"].shares(grams(clause))[LASTING]


@lru_cache(maxsize=8192)
def denies(clause: str, hints: tuple[str, ...] = ()) -> float:
    """How likely a clause of what residents say tells that the matter is not put right."""
    return _models()["says"].shares(grams(clause) | {f"={one}" for one in hints})[DENY]


@lru_cache(maxsize=1)
def _models() -> dict[str, Model]:
    told = json.loads(
        resources.files(__package__).joinpath("wording_model.json").read_text("utf-8")
    )
    return {name: _model(one) for name, one in told.items()}


def _model(told: dict[str, object]) -> Model:
    classes, bias, weights = told["classes"], told["bias"], told["weights"]
    assert isinstance(classes, list)
    assert isinstance(bias, list)
    assert isinstance(weights, dict)
    return Model(
        tuple(classes),
        tuple(one / 100 for one in bias),
        {gram: tuple(one / 100 for one in row) for gram, row in weights.items()},
    )
