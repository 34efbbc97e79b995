"""The cast: the same people in every test, with fixed relations.

宋致远 leads the office, 李闻 and 赵青 work in it, 何敬安 is of the leading group; 周岚 speaks for
the water bureau, 吴桐 for civil affairs, 郑岩 heads the water bureau; 冯立 reviews for the
discipline body; 系统/保密/审计 are the three administrators. All of them are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel.actor import SYSTEM, Actor

PASSWORD = "Qingyuan-2026"

CAST = {
    "song": ("宋致远", "office_director", ""),
    "liwen": ("李闻", "office_staff", ""),
    "zhaoqing": ("赵青", "office_staff", ""),
    "hejingan": ("何敬安", "leader", ""),
    "zhoulan": ("周岚", "unit_liaison", "A01"),
    "wutong": ("吴桐", "unit_liaison", "A02"),
    "zhengyan": ("郑岩", "unit_head", "A01"),
    "fengli": ("冯立", "partner", ""),
    "xitong": ("系统员", "sysadmin", ""),
    "baomi": ("保密员", "security_officer", ""),
    "shenji": ("审计员", "auditor", ""),
}


@dataclass
class Cast:
    """Users by sign-in name; ``actor`` gives one as he acts."""

    users: dict[str, User]

    def __getitem__(self, username: str) -> User:
        return self.users[username]

    def actor(self, username: str) -> Actor:
        return build_actor(self.users[username], request_id="test")


def cast() -> Cast:
    """Make everybody; seats need their organisations to be there (``scenarios.story``)."""
    users = {}
    for username, (name, role, unit) in CAST.items():
        user = bootstrap_user(
            SYSTEM, username=username, name=name, post="", password=PASSWORD, roles=[role],
            must_change=False,
        )  # fmt: skip
        if unit:
            organisation = Organisation.objects.get(code=unit)
            Membership.objects.create(
                user=user, organisation=organisation, from_on=user.created_at.date()
            )
        users[username] = user
    return Cast(users)
