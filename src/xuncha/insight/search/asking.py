"""Asking: candidates from the index, the last word from the access rule on the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import tantivy
from django.urls import reverse

from xuncha.foundation import access
from xuncha.insight.search import query as ask_for
from xuncha.insight.search import store, terms
from xuncha.insight.search.documents import by_kind, parts_of, rows_of
from xuncha.insight.search.kinds import Kind, kind_of, split
from xuncha.insight.search.letters import pairs_of
from xuncha.insight.search.query import Asked
from xuncha.insight.search.showing import Passage, passages, says, share_of
from xuncha.kernel.actor import Actor

CAP = 100
"""So many finds are shown and counted; whoever needs more asks more exactly."""
_FIRST, _WIDEST, _FAR = 150, 4000, 40_000

Judge = Callable[[Kind, list[str]], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found, as its reader sees it."""

    kind: Kind
    row: Any
    passages: list[Passage]

    @property
    def title(self) -> str:
        return self.kind.title(self.row)

    @property
    def unit(self) -> str:
        return self.kind.unit_name(self.row)

    @property
    def day(self) -> Any:
        return self.kind.place(self.row).day

    @property
    def url(self) -> str:
        """The record's page."""
        return reverse(self.kind.page, args=[self.kind.page_id(self.row)])


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. ``total`` counts what this reader may see, up to ``CAP``; ``more`` says that
    there is more of that. ``likened``: nothing says it letter by letter, these come near."""

    words: list[str] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more: bool = False
    likened: bool = False
    ready: bool = True

    @property
    def counted(self) -> str:
        """The total in words."""
        return f"{self.total}+" if self.more else str(self.total)


def ask(actor: Actor, asked: Asked, *, page: int = 1, size: int = 20) -> Answer:
    """Look for something among what the actor may see; ``hits`` are one page of it."""
    words = ask_for.words_in(asked.words)
    among = ask_for.kinds_for(actor, asked.group)
    if not words or not among:
        return Answer(words)
    shelf = store.reader()
    if shelf is None:
        return Answer(words, ready=False)
    search = _Search(actor, asked, among, shelf.searcher())
    found = search.run(
        ask_for.for_words(terms.current(), words), lambda kind, told: says(kind, told, words)
    )
    likened, marks = False, words
    pairs = list(dict.fromkeys(pair for word in words for pair in pairs_of(word)))
    if not found and len(pairs) >= ask_for.FEWEST:
        found = search.run(
            ask_for.for_likeness(terms.current(), pairs),
            lambda _kind, told: share_of(told, pairs) >= ask_for.LIKENESS,
        )
        likened, marks = bool(found), pairs
    shown = found[:CAP][(page - 1) * size : page * size]
    hits = search.shown(shown, marks)
    return Answer(words, hits, min(len(found), CAP), len(found) > CAP, likened)


@dataclass(slots=True)
class _Search:
    """One person's question at one moment."""

    actor: Actor
    asked: Asked
    among: list[Kind]
    searcher: tantivy.Searcher
    read: dict[tuple[str, int], tuple[Any, list[str]]] = field(default_factory=dict)

    def run(self, query: tantivy.Query, judge: Judge) -> list[tuple[str, int]]:
        """Records that may be seen and really say it, best first, until one more than ``CAP``."""
        limited = ask_for.narrowed(query, self.actor, self.asked, self.among)
        found: list[tuple[str, int]] = []
        for batch in self._batches(limited):
            seen = self._seen(batch)
            for at in range(0, len(seen), CAP + 1):
                found += self._really(seen[at : at + CAP + 1], judge)
                if len(found) > CAP:
                    return found[: CAP + 1]
        return found

    def _batches(self, query: tantivy.Query) -> Iterator[list[tuple[str, int]]]:
        at, size = 0, _FIRST
        order = "day" if self.asked.newest else None
        while at < _FAR:
            hits = self.searcher.search(
                query, limit=size, offset=at, count=False, order_by_field=order
            ).hits
            if not hits:
                return
            refs = self.searcher.fast_field_values("ref", [address for _, address in hits])
            yield [split(int(ref)) for ref in refs if ref]
            if len(hits) < size:
                return
            at, size = at + size, min(size * 3, _WIDEST)

    def _seen(self, batch: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Those that the actor may see now, whatever the index knew when it was made."""
        seen: set[tuple[str, int]] = set()
        for key, ids in by_kind(batch).items():
            rows = access.visible(self.actor, kind_of(key).rows()).filter(pk__in=ids)
            seen.update((key, pk) for pk in rows.values_list("pk", flat=True))
        return [one for one in batch if one in seen]

    def _really(self, batch: list[tuple[str, int]], judge: Judge) -> list[tuple[str, int]]:
        """Those that say it in what this person is shown of them, today. Files are believed: to
        open them all would take too long."""
        self._fetch([one for one in batch if kind_of(one[0]).file is None])
        return [
            one
            for one in batch
            if one not in self.read or judge(kind_of(one[0]), self.read[one][1])
        ]

    def shown(self, chosen: list[tuple[str, int]], words: list[str]) -> list[Hit]:
        """Records as they are shown, with what was found marked."""
        self._fetch(chosen)
        return [
            Hit(kind_of(one[0]), row, passages(parts, words))
            for one in chosen
            if one in self.read
            for row, parts in [self.read[one]]
        ]

    def _fetch(self, wanted: list[tuple[str, int]]) -> None:
        for key, ids in by_kind(one for one in wanted if one not in self.read).items():
            kind = kind_of(key)
            rows = rows_of(self.actor, kind, ids)
            parts = parts_of(self.actor, kind, rows)
            self.read.update({(key, row.pk): (row, parts[row.pk]) for row in rows})
