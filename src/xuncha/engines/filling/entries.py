"""What a word of a sentence may be, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What one word may be, several things at once. ``this``: the round or the year that was told
    before. ``is_span``: from when to when something was, which narrows no round that is told.
    ``frees``: the whole district, no kind of it. ``objects``: the nouns that a verb governs;
    another noun before it is only who does it."""

    head: str = ""
    act: str = ""
    marks: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    is_fill: bool = False
    is_join: bool = False
    is_block: bool = False
    is_named: bool = False
    is_span: bool = False
    resets: bool = False
    frees: bool = False
    this: str = ""
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause; ``entry`` None: nobody knows it. ``mask``: the number of a mask."""

    text: str
    start: int
    end: int
    entry: Entry | None = None
    mask: int = -1

    @property
    def params(self) -> tuple[tuple[str, str], ...]:
        """What the word narrows by; nothing where nobody knows it."""
        return self.entry.params if self.entry else ()
