"""The phrase book: for each leaf of the taxonomy how a finding is worded, what it consists of, what
is promised, what is then done and what proves it.

The phrases stand in plain text blocks, one line a phrase, so that they can be read and mended by
somebody who does not program:

    = code | who | sort      a leaf: whom it fits (tags, comma between), the sort of further acts
    S a=3-9 w=1.2-8.6万      figures of the case: a count, or a sum of money
    H …                      a head of a few words: 定性
    F@tags …                 a finding in full (tags only where it fits fewer than the leaf does)
    I@tags …                 one 具体问题 (tags only where it fits fewer than the leaf does)
    A w                      the sum of the 具体问题 above that must come back
    M 措施 => 进展 => 佐证;佐证   one act: promise, what was done, proofs
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from xuncha.demo.texts.grammar import Pattern, compiled

_MODULES = (
    "unit_policy", "unit_conduct", "unit_money", "unit_people", "unit_party",
    "village_life", "village_money", "village_party",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One promise and its keeping."""

    measure: Pattern
    fact: Pattern
    proofs: tuple[Pattern, ...]


@dataclass(slots=True)
class Issue:
    """One 具体问题 with the acts that answer it."""

    problem: Pattern
    tags: frozenset[str]
    acts: list[Act] = field(default_factory=list)
    amount: str = ""


@dataclass(slots=True)
class LeafPhrases:
    """All phrases of one leaf."""

    code: str
    tags: frozenset[str]
    sort: str
    ranges: dict[str, tuple[float, float, bool]] = field(default_factory=dict)
    """Name → least, most, whether it is money (in 万元)."""
    heads: list[Pattern] = field(default_factory=list)
    findings: list[tuple[frozenset[str], Pattern]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def issues_for(self, tags: frozenset[str]) -> list[Issue]:
        """Those of the issues that can occur in an organisation with these tags."""
        return [one for one in self.issues if not one.tags or one.tags & tags]

    def wordings_for(self, tags: frozenset[str]) -> list[Pattern]:
        """Those of the full wordings that fit."""
        return [one for own, one in self.findings if not own or own & tags]


def parse(block: str) -> list[LeafPhrases]:
    """Read a block.

    :raises ValueError: names the line that cannot be read.
    """
    leaves: list[LeafPhrases] = []
    for line in block.splitlines():
        if line.strip():
            try:
                _take(line.strip(), leaves)
            except (ValueError, IndexError) as error:
                raise ValueError(f"短语行读不懂：{line}（{error}）") from error
    return leaves


def _take(line: str, leaves: list[LeafPhrases]) -> None:
    mark, _, rest = line.partition(" ")
    if mark == "=":
        code, tags, sort = (one.strip() for one in rest.split("|"))
        leaves.append(LeafPhrases(code, _tags(tags), sort))
        return
    leaf = leaves[-1]
    if mark == "S":
        leaf.ranges.update(dict(_range(one) for one in rest.split()))
    elif mark == "H":
        leaf.heads.append(compiled(rest))
    elif mark == "F" or mark.startswith("F@"):
        leaf.findings.append((_tags(mark[2:]), compiled(rest)))
    elif mark == "A":
        leaf.issues[-1].amount = rest.strip()
    elif mark == "M":
        leaf.issues[-1].acts.append(act(rest))
    elif mark == "I" or mark.startswith("I@"):
        leaf.issues.append(Issue(compiled(rest), _tags(mark[2:])))
    else:
        raise ValueError(f"没有“{mark}”这种行")


def act(text: str) -> Act:
    """Read ``措施 => 进展 => 佐证;佐证``."""
    measure, fact, proofs = (one.strip() for one in text.split("=>"))
    return Act(compiled(measure), compiled(fact), tuple(compiled(one) for one in proofs.split(";")))


def _tags(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(",") if one.strip())


def _range(text: str) -> tuple[str, tuple[float, float, bool]]:
    name, _, span = text.partition("=")
    low, _, high = span.removesuffix("万").partition("-")
    return name, (float(low), float(high), span.endswith("万"))


@cache
def book() -> dict[str, LeafPhrases]:
    """All leaves by code, in the order of the book."""
    leaves: dict[str, LeafPhrases] = {}
    for name in _MODULES:
        for leaf in parse(import_module(f"xuncha.demo.texts.{name}").PHRASES):
            leaves[leaf.code] = leaf
    return leaves


@cache
def fitting(tags: frozenset[str]) -> tuple[LeafPhrases, ...]:
    """The leaves that can occur in an organisation with these tags."""
    return tuple(
        one for one in book().values() if one.tags & tags and len(one.issues_for(tags)) > 1
    )
