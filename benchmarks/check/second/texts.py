"""The texts of one half: matters with their answers, and pools of phrases."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass
class Matter:
    """One thing that was found. ``texts`` by letter: T topic, F finding, G the same retold,
    M measures, P answers, I answers in instalments, E echoes, U unfinished answers, S what was
    laid down for good, L light answers, Q answers part by part, X names of proofs."""

    name: str
    kind: str
    is_systemic: bool
    texts: dict[str, list[str]] = field(default_factory=dict)

    def all(self, letter: str) -> list[str]:
        return self.texts.get(letter, [])

    def one(self, letter: str, at: int = 0) -> str:
        found = self.all(letter)
        return found[at % len(found)] if found else ""

    @property
    def has_sum(self) -> bool:
        return "{全}" in self.one("F")


@dataclass
class Half:
    name: str
    matters: list[Matter]
    pools: dict[str, list[str]]


@lru_cache(maxsize=4)
def load(name: str) -> Half:
    """``half_a.txt`` or ``half_b.txt`` by its letter."""
    matters: list[Matter] = []
    pools: dict[str, list[str]] = defaultdict(list)
    pool = ""
    source = Path(__file__).with_name(f"half_{name}.txt")
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        if line.startswith("@"):
            pool = line[1:].strip()
        elif pool:
            pools[pool].append(line)
        elif line.startswith("="):
            _, told, kind = line.split()
            matters.append(Matter(told, kind.split(",")[0], kind.endswith(",sys")))
        else:
            matters[-1].texts[line[0]] = re.split(
                r"\|\|" if line[0] != "X" else ";", line[2:].strip()
            )
    return Half(name, matters, dict(pools))


def fill(text: str, slots: dict[str, str]) -> str:
    """The text with its places filled; an unknown place is an error of the set."""
    return _SLOT.sub(lambda found: slots[found[1]], text)


def pick(pool: list[str], rng: random.Random) -> str:
    return rng.choice(pool)
