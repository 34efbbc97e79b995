"""The sealed store for tests: people with keys, an escrow on paper, a clue of the first team."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from tests.fielded import in_the_field
from tests.keyed import PASSPHRASE, Keyed
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.clues.enums import Discipline
from xuncha.cycle.clues.models import Clue, ClueGrant
from xuncha.cycle.clues.services import naming, registering
from xuncha.cycle.clues.services.registering import ClueFacts
from xuncha.foundation.accounts.models import User

__all__ = ["FACTS", "PASSPHRASE", "Sealed", "sealed"]

UNIT, POST, SUBJECT = "青石灌区管理所", "所长兼出纳", "巩慕槐"
MATTER = "虚列渠道清淤工程款转入私人账户用于偿还购房欠款"
OPINION = "组务会认为涉嫌违反廉洁纪律建议移交核查"
# Ten digits: six are met by chance among the hashes and keys of a whole database.
AMOUNT = Decimal("3865072149.60")
WORDS = (UNIT, POST, SUBJECT, MATTER, OPINION, "3865072149")
FACTS = ClueFacts(
    unit=UNIT, post=POST, subject=SUBJECT, level="乡科级副职", matter=MATTER,
    disciplines=(Discipline.INTEGRITY,), amount=AMOUNT, origin="谈话", opinion=OPINION,
)  # fmt: skip


@dataclass
class Sealed(Keyed):
    """陆一 leads the team, 顾二 is its deputy."""

    clue: Clue = field(default_factory=Clue)

    def register(self, facts: ClueFacts = FACTS, met_on: dt.date = TODAY) -> Clue:
        """A clue by 陆一."""
        self.clue = registering.register_clue(
            self.actor("luyi"), self.key("luyi"), inspection_id=self.fielded.inspection.pk,
            met_on=met_on, facts=facts,
        )  # fmt: skip
        return self.clue

    def grant(self, username: str, by: str = "luyi", reason: str = "协助核实") -> ClueGrant:
        return naming.grant(
            self.actor(by), self.key(by), clue_id=self.clue.pk, reason=reason,
            user_id=User.objects.get(username=username).pk,
        )  # fmt: skip

    def fresh(self) -> Clue:
        self.clue.refresh_from_db()
        return self.clue


HOLDERS = ("song", "liwen", "zhaoqing", "luyi")


def sealed(story: Story, people: Cast, *more: str) -> Sealed:
    """Everybody of ``HOLDERS`` and ``more`` with a key, the escrow in use, one clue registered."""
    made = Sealed(in_the_field(story, people), people)
    for username in (*HOLDERS, *more):
        made.make_key(username)
    made.ceremony("liwen", "zhaoqing")
    made.register()
    return made
