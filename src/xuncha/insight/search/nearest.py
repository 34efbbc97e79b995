"""The records whose words come nearest to a text: the same matter told anew."""

from __future__ import annotations

import tantivy
from tantivy import Occur, Query

from xuncha.cycle.findings import recurrence
from xuncha.cycle.findings.models import Finding
from xuncha.insight.search import store, terms
from xuncha.insight.search.kinds import kind_of, split
from xuncha.insight.search.letters import letters_of, pairs_of
from xuncha.insight.search.query import Asked, narrowed
from xuncha.insight.search.store import SCHEMA
from xuncha.insight.search.terms import Terms
from xuncha.kernel.actor import Actor

RAREST = 32
"""So many of a text's rarest pairs of letters are asked for: common ones say nothing."""


def for_rarest(told: Terms, searcher: tantivy.Searcher, text: str) -> Query:
    """Records that have any of the text's rarest pairs, those with most of them first."""
    found = {told.of(pair) for pair in pairs_of(letters_of(text))}
    often = {one: searcher.doc_freq("words", one) for one in found}
    known = sorted((one for one in found if often[one]), key=lambda one: (often[one], one))
    return Query.boolean_query(
        [(Occur.Should, Query.term_query(SCHEMA, "words", one)) for one in known[:RAREST]]
    )


@recurrence.finder
def nearest_findings(actor: Actor, text: str, most: int) -> list[int]:
    """Ids of the findings that come nearest, among what the actor could see at most; none while
    there is no index. Whoever asks looks at them through the access rule."""
    shelf = store.reader()
    if shelf is None:
        return []
    searcher, kind = shelf.searcher(), kind_of(Finding._meta.model_name or "")
    query = narrowed(for_rarest(terms.current(), searcher, text), actor, Asked(""), [kind])
    hits = searcher.search(query, limit=most, count=False).hits
    refs = searcher.fast_field_values("ref", [address for _, address in hits])
    return [split(int(ref))[1] for ref in refs if ref]
