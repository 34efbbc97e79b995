"""A finding as drafted: plain data in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from xuncha.engines.checking.prose import fold


@dataclass(frozen=True, slots=True)
class Row:
    """A figure told in fields of its own: what it is about, how much, how many of which unit."""

    text: str
    amount: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One finding. ``text`` is what all spans count in; the rest may be left empty.

    ``leaf`` is a code or a name of the taxonomy, ``scope`` "unit", "village" or "" for either;
    ``rows`` are a finding's numbers or a working paper's facts. Where the facts that bear the
    finding follow its words in ``text``, ``facts_at`` says where they begin.
    """

    no: str
    text: str
    path: tuple[str, ...] = ()
    basis: str = ""
    leaf: str = ""
    scope: str = ""
    amount: Decimal | None = None
    rows: tuple[Row, ...] = ()
    facts_at: int = 0

    @property
    def plain(self) -> str:
        """The text in half-width signs, of the same length."""
        return fold(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """A paper with its findings; ``text`` is the whole paper, for the totals that it tells."""

    file: str
    drafts: tuple[Draft, ...] = field(default=())
    text: str = ""
