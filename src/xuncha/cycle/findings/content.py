"""What somebody hands in as the words of a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xuncha.cycle.findings.enums import Duty, Nature, Source
from xuncha.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Answerable:
    """Somebody who answers for it, by post."""

    post: str
    duty: Duty
    period: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts and its unit."""

    label: str
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The whole of it. ``number`` empty: the next one of the inspection. ``paper_ids`` are the
    working papers that it rests on."""

    text: str
    number: str = ""
    leaf_id: int | None = None
    nature: Nature | None = None
    source: Source | None = None
    is_key: bool = False
    amount_yuan: Decimal | None = None
    criteria: str = ""
    facts: str = ""
    cause: str = ""
    consequence: str = ""
    advice: str = ""
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    persons: Sequence[Answerable] = ()
    counts: Sequence[Counted] = ()
    paper_ids: Sequence[int] = ()

    def check(self) -> None:
        """``Invalid`` for what can't be a finding, each with its field."""
        if not self.text.strip():
            raise Invalid("请填写问题内容。", field="text")
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise Invalid("发生期间的止日不能早于起日。", field="to_on")
        if len({(one.post, one.duty, one.period) for one in self.persons}) != len(self.persons):
            raise Invalid("同一职务、同一责任写了两次。")
        if len({one.label for one in self.counts}) != len(self.counts):
            raise Invalid("同一个数写了两次。")

    def columns(self) -> dict[str, object]:
        """What stands in the finding's own row, besides number and leaf."""
        return {
            "text": self.text.strip(), "nature": self.nature or "", "source": self.source or "",
            "is_key": self.is_key, "amount_yuan": self.amount_yuan,
            "criteria": self.criteria.strip(), "facts": self.facts.strip(),
            "cause": self.cause.strip(), "consequence": self.consequence.strip(),
            "advice": self.advice.strip(), "from_on": self.from_on, "to_on": self.to_on,
        }  # fmt: skip
