"""What somebody hands in as the content of a paper, before it is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from xuncha.kernel.errors import Invalid
from xuncha.kernel.keys import content_key

LONGEST, MOST_FACTS, MOST_SOURCES = 20_000, 60, 100


@dataclass(frozen=True, slots=True)
class FactWords:
    """One fact: what, when, where, who by post, how much, how many of which unit."""

    what: str
    when: str = ""
    where: str = ""
    who: str = ""
    amount_yuan: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""

    @property
    def key(self) -> str:
        numbers = (
            "" if one is None else f"{one.normalize():f}"
            for one in (self.amount_yuan, self.quantity)
        )
        return content_key(self.what, self.when, self.where, self.who, *numbers, self.unit)


@dataclass(frozen=True, slots=True)
class Words:
    """The whole content. ``cited`` are records by ``kind:id``, ``others`` what else it rests on,
    one a line."""

    title: str
    origin: str = ""
    summary: str = ""
    discovery: str = ""
    support: str = ""
    basis: str = ""
    facts: tuple[FactWords, ...] = ()
    cited: Collection[str] = field(default_factory=tuple)
    others: tuple[str, ...] = ()

    def check(self) -> None:
        """``Invalid`` for what can't be a paper, each with its field."""
        if not self.title.strip():
            raise Invalid("请写底稿名称。", field="title")
        for name in ("summary", "discovery", "support", "basis"):
            if len(getattr(self, name)) > LONGEST:
                raise Invalid(f"最多 {LONGEST:,} 个字，请把材料作为附件。", field=name)
        if len(self.facts) > MOST_FACTS:
            raise Invalid(f"一份底稿最多 {MOST_FACTS} 条事实：一事一底稿，请分开写。")
        if len(self.cited) + len(self.others) > MOST_SOURCES:
            raise Invalid(f"来源最多 {MOST_SOURCES} 份。", field="others")
        if any(not one.what.strip() for one in self.facts):
            raise Invalid("有一条事实没有写内容。")
        if len({one.key for one in self.facts}) != len(self.facts):
            raise Invalid("有两条相同的事实，请合并。")
