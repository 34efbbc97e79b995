"""A corpus with planted copies and the truth about them, laid anew from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.similar import words

DERIVED = 0.11
_KINDS = (
    ("exact", 1), ("swapped", 2), ("edited15", 2), ("edited30", 2), ("reordered", 1), ("part", 2),
    ("measure", 1),
)  # fmt: skip
_RANKS = [1 / rank for rank in range(1, 97)]


@dataclass(slots=True)
class Corpus:
    """Texts, their units, and what was planted: (kind, place of one, place of the other)."""

    texts: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    planted: list[tuple[str, int, int]] = field(default_factory=list)
    clusters: list[list[int]] = field(default_factory=list)


class Builder:
    """Lays honest texts and copies of them."""

    def __init__(self, size: int, seed: int) -> None:
        self.size = size
        self.rng = random.Random(seed)
        self.names = words.units(self.rng, min(4000, max(50, size // 5)))
        self.stock = words.stock_clauses()
        self.rng.shuffle(self.stock)
        self.corpus = Corpus()
        self.made: dict[str, Callable[[str], str]] = {
            "exact": lambda text: text,
            "swapped": self.swapped,
            "edited15": lambda text: self.edited(text, 0.15),
            "edited30": lambda text: self.edited(text, 0.30),
            "reordered": self.reordered,
            "part": self.pasted,
            "measure": self.measure,
        }

    def build(self) -> Corpus:
        """The whole corpus, in an order that gives nothing away."""
        corpus = self.corpus
        derived = int(self.size * DERIVED)
        for _ in range(self.size - derived):
            self.put(self.honest())
        sources = self.rng.sample(range(len(corpus.texts)), len(corpus.texts) // 2)
        kinds, weights = zip(*_KINDS, strict=True)
        until = self.size - derived * 2 // 3
        while len(corpus.texts) < until:
            self.cluster(sources.pop(), until - len(corpus.texts))
        while len(corpus.texts) < self.size:
            kind = self.rng.choices(kinds, weights)[0]
            source = sources.pop()
            made = self.put(self.made[kind](corpus.texts[source]))
            corpus.planted.append((kind, source, made))
        return self.shuffled()

    def put(self, text: str) -> int:
        """Take a text in, under some unit."""
        self.corpus.texts.append(text)
        self.corpus.units.append(self.rng.choice(self.names))
        return len(self.corpus.texts) - 1

    def cluster(self, source: int, room: int) -> None:
        """One template that many units filled in."""
        many = min(self.rng.randint(20, 60), room)
        text = self.corpus.texts[source]
        made = [self.put(self.swapped(text)) for _ in range(many)]
        self.corpus.clusters.append([source, *made])

    def shuffled(self) -> Corpus:
        corpus = self.corpus
        order = list(range(len(corpus.texts)))
        self.rng.shuffle(order)
        place = {old: new for new, old in enumerate(order)}
        return Corpus(
            [corpus.texts[old] for old in order],
            [corpus.units[old] for old in order],
            [(kind, place[one], place[other]) for kind, one, other in corpus.planted],
            [[place[one] for one in cluster] for cluster in corpus.clusters],
        )

    def slots(self) -> dict[str, str]:
        """Whatever a sentence of the trade may ask for."""
        rng = self.rng
        return {
            "unit": rng.choice(self.names),
            "name": rng.choice(words.SURNAMES) + rng.choice(words.GIVEN) + rng.choice(words.GIVEN),
            "place": rng.choice(words.PLACE_HEADS) + rng.choice(words.PLACE_TAILS) + "村",
            "thing": rng.choice(words.COUNTS) + rng.choice(words.NOUNS),
            "acted": rng.choice(words.ACTS),
            "when": f"20{rng.randint(15, 25)}年{rng.randint(1, 12)}月",
            "money": f"{rng.randint(1, 9999) / 10:g}万元",
        }

    def matter(self) -> str:
        """One of the kinds of finding in one of its wordings."""
        faults = self.rng.choice(words.FAULTS)
        told = {f"fault{at}": one for at, one in enumerate(faults)}
        pattern = self.rng.choice(words.PATTERNS)
        return pattern.format(matter=self.rng.choice(words.MATTERS), **told, **self.slots())

    def clauses(self, least: int, most: int) -> list[str]:
        many = self.rng.randint(least, most)
        return [f"{one}。" for one in self.rng.choices(self.stock, _RANKS, k=many)]

    def honest(self) -> str:
        """A text that nobody copied, with the stock clauses that everybody writes."""
        details = self.rng.sample(words.DETAILS, self.rng.randint(1, 3))
        own = [f"{one.format(**self.slots())}。" for one in details]
        before, after = self.clauses(0, 1), self.clauses(0, 2)
        return "".join([*before, self.matter(), *own, *after])

    def swapped(self, text: str) -> str:
        """Other unit, other people, other days and sums in the same words."""
        rng = self.rng
        for name in self.found(text):
            text = text.replace(name, rng.choice(self.names))
        out = []
        for sign in text:
            out.append(rng.choice("123456789") if sign.isdigit() else sign)
        return self.renamed("".join(out))

    def found(self, text: str) -> list[str]:
        """Units named in a text."""
        told = []
        for at, sign in enumerate(text):
            if sign in words.PLACE_HEADS:
                for size in (4, 5, 6):
                    if text[at : at + size] in self.known:
                        told.append(text[at : at + size])
        return told

    @property
    def known(self) -> frozenset[str]:
        if not hasattr(self, "_known"):
            self._known = frozenset(self.names)
        return self._known

    def renamed(self, text: str) -> str:
        signs = list(text)
        for at in range(len(signs) - 2):
            if (
                signs[at] in words.SURNAMES
                and signs[at + 1] in words.GIVEN
                and signs[at + 2] in words.GIVEN
            ):
                signs[at] = self.rng.choice(words.SURNAMES)
                signs[at + 1] = self.rng.choice(words.GIVEN)
        return "".join(signs)

    def edited(self, text: str, share: float) -> str:
        """About a share of the signs replaced, left out or written in between, in small pieces."""
        rng = self.rng
        pieces, at = [], 0
        while at < len(text):
            size = rng.randint(3, 7)
            piece = text[at : at + size]
            at += size
            if rng.random() < share:
                way = rng.random()
                piece = rng.choice(words.FILLERS)[: rng.randint(2, 6)] if way < 0.5 else (
                    "" if way < 0.75 else piece + rng.choice(words.FILLERS)[:4])  # fmt: skip
            pieces.append(piece)
        out = "".join(pieces)
        for old, new in words.SYNONYMS:
            if rng.random() < share:
                out = out.replace(old, new, 1)
        return out

    def reordered(self, text: str) -> str:
        sentences = [f"{one}。" for one in text.split("。") if one]
        first = list(sentences)
        while len(sentences) > 1 and sentences == first:
            self.rng.shuffle(sentences)
        return "".join(sentences)

    def part_of(self, text: str) -> str:
        """A stretch of 30 to 60 signs that is no stock clause."""
        own = "。".join(one for one in text.split("。") if one and one not in self.stock)
        size = min(len(own), self.rng.randint(32, 60))
        at = self.rng.randint(0, len(own) - size)
        return own[at : at + size]

    def pasted(self, text: str) -> str:
        details = self.rng.choice(words.DETAILS).format(**self.slots())
        stock = "".join(self.clauses(0, 1))
        return f"{details}。{self.part_of(text)}。{stock}"

    def measure(self, text: str) -> str:
        told = self.slots() | {"part": self.part_of(text)}
        return self.rng.choice(words.MEASURES).format(**told) + "。" + "".join(self.clauses(0, 1))


def build(size: int, seed: int = 1) -> Corpus:
    """A corpus of ``size`` texts."""
    return Builder(size, seed).build()
