"""The demo's keys: people with a passphrase, an escrow whose papers lie beside the demo's files.

The passphrase is shown where a key is opened, as the sign-in page shows the password.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from xuncha.cycle.teams.models import Seat
from xuncha.demo.people import Cast
from xuncha.foundation.accounts.models import User
from xuncha.foundation.holders.models import Escrow, EscrowShare, Keyholder
from xuncha.foundation.seals import boxes, shares
from xuncha.kernel import clock

PASSPHRASE = "清源演示专用的一句口令"  # noqa: S105  shown on the page of every demo site


def load(cast: Cast, *, papers: Path) -> int:
    """Write them; gives the number of people with a key."""
    users = {one.pk: one for one in [cast.director, *cast.clerks, *leaders().values()]}
    for user in users.values():
        pair = boxes.make_pair()
        Keyholder.objects.create(
            user=user, public=pair.public, locked=boxes.lock(pair.private, PASSPHRASE),
            made_at=_at(dt.date(2026, 1, 6)),
        )  # fmt: skip
    _ceremony(cast, papers)
    return len(users)


def _ceremony(cast: Cast, papers: Path) -> None:
    """The escrow, in use; its two papers are put beside the demo's files."""
    pair, day = boxes.make_pair(), _at(dt.date(2026, 1, 7))
    escrow = Escrow.objects.create(
        public=pair.public, need=2, state="active", convened_by=cast.director,
        words=shares.check_words(pair.public.encode()), convened_at=day, active_at=day,
    )  # fmt: skip
    lines = ["封存内容托管份额（演示用，真实站点只在纸上）"]
    parts = shares.split(pair.private, need=2, total=2)
    for part, officer in zip(parts, cast.clerks, strict=True):
        EscrowShare.objects.create(
            escrow=escrow, number=part.number, officer=officer, shown_at=day, confirmed_at=day
        )
        paper = shares.to_paper(part)
        lines.append(f"{officer.name}：{paper}　核对词：{shares.check_words(paper.encode())}")
    papers.mkdir(parents=True, exist_ok=True)
    (papers / "托管份额.txt").write_text("\n".join(lines) + "\n", "utf-8")


def leaders() -> dict[int, User]:
    """Leaders of teams who can sign in, by inspection."""
    found: dict[int, User] = {}
    seats = Seat.objects.filter(
        role="leader", inspector__user__isnull=False, ended_at__isnull=True
    ).select_related("inspector__user")
    for seat in seats.prefetch_related("team__assignments").order_by("pk"):
        for task in seat.team.assignments.all():
            if seat.inspector.user is not None:
                found[task.inspection_id] = seat.inspector.user
    return found


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(16), clock.CHINA)
