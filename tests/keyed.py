"""People with keys of their own, and an escrow on paper, for tests of sealed rooms."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.fielded import Fielded
from tests.people import PASSWORD, Cast
from xuncha.foundation.accounts.models import User
from xuncha.foundation.holders.models import Escrow
from xuncha.foundation.holders.services import escrowing, holding
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.foundation.seals import boxes
from xuncha.kernel.actor import Actor

boxes.WORK = 2**4
"""Passphrases of tests are stretched little: each lock keeps its own measure."""

PASSPHRASE = "一句只有我知道的话：{}"


@dataclass
class Keyed:
    """``keys`` and ``papers`` by sign-in name."""

    fielded: Fielded
    people: Cast
    keys: dict[str, OpenKey] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)

    def actor(self, username: str) -> Actor:
        return self.fielded.actor(User.objects.get(username=username))

    def key(self, username: str) -> OpenKey:
        return self.keys[username]

    def make_key(self, username: str, passphrase: str = PASSPHRASE) -> OpenKey:
        """The person's own key, made and open."""
        actor = self.actor(username)
        passphrase = passphrase.format(username)
        holding.make_key(actor, password=PASSWORD, passphrase=passphrase)
        self.keys[username] = holding.unlock(actor, passphrase=passphrase)
        return self.keys[username]

    def ceremony(self, *officers: str, need: int = 2) -> Escrow:
        """An escrow from the ceremony to its use; the papers are kept here."""
        users = [User.objects.get(username=one).pk for one in officers]
        made = escrowing.convene(self.actor("song"), officer_ids=users, need=need)
        for one in officers:
            share = made.shares.get(officer__username=one)
            paper, words = escrowing.show_share(
                self.actor(one), self.key(one), share_id=share.pk
            )  # fmt: skip
            self.papers[one] = paper
            escrowing.confirm_share(
                self.actor(one), self.key(one), share_id=share.pk, words=words
            )  # fmt: skip
        made.refresh_from_db()
        return made

    def recover(self, username: str, by: str) -> int:
        """The papers are laid together for somebody."""
        return escrowing.recover(
            self.actor(by), papers=list(self.papers.values()), reason="忘记口令",
            user_id=User.objects.get(username=username).pk,
        )  # fmt: skip
