"""From what somebody typed to what the index is asked."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from xuncha.cycle.directory.roles import PARTNER, READERS, UNIT
from xuncha.foundation import access
from xuncha.insight.search.kinds import Kind, kinds
from xuncha.insight.search.letters import letters_of
from xuncha.insight.search.sounds import is_spelt
from xuncha.insight.search.store import SCHEMA
from xuncha.insight.search.terms import Terms
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import NOTHING

MOST_WORDS = 8
_BEHIND = -2.0
"""How much less a file is liked than a record that says the same: files are short or long."""
_FEW = 64
"""Up to so many numbers are asked for one by one, each along its list; a set of many is laid out
over the whole index first, which at a million records takes longer than the question itself."""
MOST_LETTERS = 60
_QUOTED = re.compile(r"[\"“”「](.+?)[\"“”」]")
FEWEST, LIKENESS = 5, 0.5
"""Of fewer pairs of letters than that, half would be anything."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: words with blanks between them, all of which must be there, and what
    it is narrowed to (0 and "": nothing)."""

    words: str
    group: str = ""
    unit: int = 0
    round: int = 0
    since: dt.date | None = None
    until: dt.date | None = None
    newest: bool = False


def words_in(typed: str) -> list[str]:
    """The letters of each word; what stands in quotation marks is one word."""
    quoted = [match.group(1) for match in _QUOTED.finditer(typed)]
    rest = _QUOTED.sub(" ", typed).split()
    found = [letters for one in [*quoted, *rest] if (letters := letters_of(one)[:MOST_LETTERS])]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def for_words(terms: Terms, words: Collection[str]) -> Query:
    """Records that have every word."""
    return Query.boolean_query([(Occur.Must, _for_word(terms, word)) for word in words])


def _for_word(terms: Terms, word: str) -> Query:
    if len(word) == 1:
        return Query.term_query(SCHEMA, "ones", terms.of(word))
    said = _phrase("words", terms.phrase(word))
    if not is_spelt(word):
        return said
    heard = Query.boost_query(_phrase("sounds", terms.sound(word)), 2.0)
    return Query.boolean_query([(Occur.Should, said), (Occur.Should, heard)])


def _phrase(name: str, told: list[str]) -> Query:
    if len(told) == 1:
        return Query.term_query(SCHEMA, name, told[0])
    return Query.phrase_query(SCHEMA, name, list[str | tuple[int, str]](told))


def for_likeness(terms: Terms, pairs: Collection[str]) -> Query:
    """Records that have ``LIKENESS`` of the pairs of letters, in any order."""
    wanted = [(Occur.Should, Query.term_query(SCHEMA, "words", terms.of(one))) for one in pairs]
    return Query.boolean_query(wanted, math.ceil(LIKENESS * len(pairs)))


def kinds_for(actor: Actor, group: str = "") -> list[Kind]:
    """Kinds of which this person may see anything at all."""
    return [
        kind
        for kind in kinds()
        if (not group or kind.group == group)
        and access.policy_for(kind.model).scope(actor) != NOTHING
    ]


def narrowed(query: Query, actor: Actor, asked: Asked, among: Collection[Kind]) -> Query:
    """The question among what this person could see at most: it only spares looking at what the
    access rule would take away afterwards."""
    clauses = [(Occur.Must, query)]
    if files := [kind.number for kind in among if kind.file is not None]:
        clauses.append((Occur.Should, Query.const_score_query(_any_of("kind", files), _BEHIND)))
    limits = [
        *_in_reach(actor),
        *([_any_of("unit", [asked.unit])] if asked.unit else []),
        *([_any_of("round", [asked.round])] if asked.round else []),
        *_days(asked),
    ]  # fmt: skip
    clauses += [(Occur.Must, Query.const_score_query(one, 0.0)) for one in limits]
    clauses += _of_kinds({kind.number for kind in among})
    if actor.recusals:
        clauses.append((Occur.MustNot, _any_of("inspection", sorted(actor.recusals))))
    return Query.boolean_query(clauses)


def _of_kinds(among: set[int]) -> list[tuple[Occur, Query]]:
    """Only some kinds: by naming them or the others, whichever are fewer; nothing where all are."""
    others = {kind.number for kind in kinds()} - among
    if len(among) <= len(others):
        return [(Occur.Must, Query.const_score_query(_any_of("kind", sorted(among)), 0.0))]
    return [(Occur.MustNot, _any_of("kind", sorted(others)))] if others else []


def _any_of(name: str, numbers: list[int]) -> Query:
    if len(numbers) > _FEW:
        return Query.term_set_query(SCHEMA, name, numbers)
    terms = [(Occur.Should, Query.term_query(SCHEMA, name, one)) for one in numbers]
    return terms[0][1] if len(terms) == 1 else Query.boolean_query(terms)


def _in_reach(actor: Actor) -> list[Query]:
    """A team member's inspections and what belongs to none; a unit's own and what others have that
    it knows of; what was given to the person himself; all for who reads across."""
    if actor.is_system or actor.has(*READERS, PARTNER):
        return []
    reach = []
    if actor.grants or not actor.has(*UNIT):
        reach.append(_any_of("inspection", [0, *sorted(actor.grants)]))
    if actor.has(*UNIT) and actor.unit_id:
        reach.append(_any_of("unit", [actor.unit_id]))
    if actor.user_id:
        reach.append(_any_of("people", [actor.user_id]))
    return [Query.boolean_query([(Occur.Should, one) for one in reach])] if reach else []


def _days(asked: Asked) -> list[Query]:
    if asked.since is None and asked.until is None:
        return []
    first = asked.since.toordinal() if asked.since else 1
    last = asked.until.toordinal() if asked.until else dt.date.max.toordinal()
    return [Query.range_query(SCHEMA, "day", tantivy.FieldType.Unsigned, first, last)]
