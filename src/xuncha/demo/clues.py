"""The demo's sealed store: people with keys, an escrow whose papers lie beside the demo's files,
clues of the inspections at work and of one round that is over.

The passphrase is shown where the store is unlocked, as the sign-in page shows the password.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

from xuncha.cycle.checkpoints.enums import VILLAGE_KINDS
from xuncha.cycle.clues import sealing
from xuncha.cycle.clues.enums import Basis, ClueState, CopyState, Discipline, Disposal, Sanction
from xuncha.cycle.clues.models import (
    Clue,
    ClueGrant,
    Copy,
    CopyClock,
    Escrow,
    EscrowShare,
    Handover,
    Keyholder,
    Outcome,
)
from xuncha.cycle.clues.services.registering import ClueFacts
from xuncha.cycle.petitions.clocks import counted
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.models import Seat
from xuncha.demo.people import Cast
from xuncha.demo.texts import tips
from xuncha.foundation.accounts.models import User
from xuncha.foundation.seals import boxes, shares
from xuncha.kernel import clock

PASSPHRASE = "清源演示专用的一句口令"  # noqa: S105  shown on the page of every demo site
PRESENT, PAST = 11, 10
MOST = 12
_DAY = dt.timedelta(days=1)


def load(cast: Cast, *, seed: int, papers: Path) -> int:
    """Write it; gives the number of clues."""
    loader = _Loader(cast, seed)
    loader.ceremony(papers)
    rows = Inspection.objects.filter(round__number__in=(PAST, PRESENT), entered_on__isnull=False)
    rows = rows.exclude(organisation__kind__in=VILLAGE_KINDS)
    rows = rows.select_related("organisation", "round").order_by("pk")
    past = [one for one in rows if one.round.number == PAST][:1]
    # Those whose team leader can sign in come first: a demo shows what somebody can open.
    present = sorted(
        (one for one in rows if one.round.number == PRESENT),
        key=lambda one: (one.pk not in loader.leaders, one.pk),
    )
    for inspection in [*past, *present[:MOST]]:
        loader.take(inspection)
    return loader.count


class _Loader:
    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.seed, self.count = cast, seed, 0
        self.leaders = _leaders()
        self.keys: dict[int, Keyholder] = {}
        self.slips = 0
        for user in [cast.director, *cast.clerks, *self.leaders.values()]:
            self._holder(user)

    def _holder(self, user: User) -> None:
        if user.pk not in self.keys:
            pair = boxes.make_pair()
            self.keys[user.pk] = Keyholder.objects.create(
                user=user, public=pair.public, locked=boxes.lock(pair.private, PASSPHRASE),
                made_at=_at(dt.date(2026, 1, 6)),
            )  # fmt: skip

    def ceremony(self, papers: Path) -> None:
        """The escrow, in use; its two papers are put beside the demo's files."""
        pair, day = boxes.make_pair(), _at(dt.date(2026, 1, 7))
        self.escrow = Escrow.objects.create(
            public=pair.public, need=2, state="active", convened_by=self.cast.director,
            words=shares.check_words(pair.public.encode()), convened_at=day, active_at=day,
        )  # fmt: skip
        lines = ["线索专柜托管份额（演示用，真实站点只在纸上）"]
        parts = shares.split(pair.private, need=2, total=2)
        for part, officer in zip(parts, self.cast.clerks, strict=True):
            EscrowShare.objects.create(
                escrow=self.escrow, number=part.number, officer=officer, shown_at=day,
                confirmed_at=day,
            )  # fmt: skip
            paper = shares.to_paper(part)
            lines.append(f"{officer.name}：{paper}　核对词：{shares.check_words(paper.encode())}")
        papers.mkdir(parents=True, exist_ok=True)
        (papers / "托管份额.txt").write_text("\n".join(lines) + "\n", "utf-8")

    def take(self, inspection: Inspection) -> None:
        """One or two clues of an inspection."""
        rng = Random(f"{self.seed}/clues/{inspection.organisation.code}/{inspection.round_id}")
        entered = inspection.entered_on or inspection.round.start_on
        last = min(inspection.left_on or clock.today(), clock.today())
        chosen = rng.sample(tips.TIPS, k=rng.randint(1, 2))
        for number, tip in enumerate(chosen, start=1):
            met_on = min(entered + rng.randint(2, 14) * _DAY, last)
            self._clue(inspection, tip, number, met_on, rng)

    def _clue(
        self, inspection: Inspection, tip: tips.DemoTip, number: int, met_on: dt.date, rng: Random
    ) -> None:
        head = self.leaders.get(inspection.pk) or self.cast.director
        clue = Clue.objects.create(
            inspection=inspection, number=number, met_on=met_on, registered_by=head,
            registered_at=_at(met_on),
        )  # fmt: skip
        secret = boxes.new_key()
        sealing.write_texts(clue, secret, _facts(inspection, tip, rng).texts())
        for user in {head.pk: head, self.cast.director.pk: self.cast.director}.values():
            ClueGrant.objects.create(
                clue=clue, user=user, basis=Basis.DUTY, from_on=met_on, given_by=head,
                given_at=_at(met_on),
            )  # fmt: skip
            sealing.hand_to(clue, secret, self.keys[user.pk])
        sealing.hand_to_escrow(clue, secret, self.escrow)
        self.count += 1
        on = met_on + rng.randint(1, 5) * _DAY
        if inspection.round.number == PAST or (rng.random() < 0.6 and on <= clock.today()):
            self._hand_over(clue, secret, on, rng, double=tip.discipline == "organisation")

    def _hand_over(
        self, clue: Clue, secret: bytes, on: dt.date, rng: Random, *, double: bool
    ) -> None:
        self.slips += 1
        slip = Handover.objects.create(
            clue=clue, mode="double" if double else "single", year=on.year, number=self.slips,
            on=on, by=clue.registered_by, at=_at(on),
        )  # fmt: skip
        sealing.write_texts(clue, secret, {"handover": tips.OPINION})
        ended = []
        for number, receiver in enumerate(("discipline", "organisation")[: 2 if double else 1], 1):
            copy = Copy(handover=slip, clue=clue, number=number, receiver=receiver, printed=1)
            ended.append(self._follow(copy, clue, secret, on, rng))
        if all(ended):
            clue.state, clue.concluded_on = ClueState.CONCLUDED, max(ended)  # type: ignore[type-var]
        else:
            clue.state = ClueState.HANDED_OVER
        Clue.objects.filter(pk=clue.pk).update(state=clue.state, concluded_on=clue.concluded_on)

    def _follow(
        self, copy: Copy, clue: Clue, secret: bytes, on: dt.date, rng: Random
    ) -> dt.date | None:
        today = clock.today()
        received, accepted = on + _DAY, on + rng.randint(3, 9) * _DAY
        done = on + rng.randint(45, 85) * _DAY
        if received <= today:
            copy.state, copy.received_on = CopyState.RECEIVED, received
        if accepted <= today:
            copy.state, copy.accepted_on = CopyState.ACCEPTED, accepted
            copy.disposal = rng.choice([Disposal.VERIFY, Disposal.INQUIRY])
        if done <= today:
            copy.state, copy.done_on = CopyState.DONE, done
            copy.disposal = Disposal.FILED
        copy.save()
        CopyClock.objects.create(
            copy=copy, kind="result", met_on=copy.done_on, **counted(on, months=3)
        )
        if copy.received_on:
            sealing.write_texts(clue, secret, {f"receipt:{copy.pk}": tips.SIGNERS[copy.number - 1]})
            CopyClock.objects.create(
                copy=copy, kind="accept", met_on=copy.accepted_on, **counted(received, workdays=5)
            )
        if copy.done_on:
            self._result(copy, clue, secret, rng)
        return copy.done_on

    def _result(self, copy: Copy, clue: Clue, secret: bytes, rng: Random) -> None:
        assert copy.done_on is not None
        row = Outcome.objects.create(
            copy=copy, on=copy.done_on, disposal=copy.disposal, is_final=True,
            sanction=rng.choice([Sanction.PARTY, Sanction.TALK]), by=self.cast.director,
            at=_at(copy.done_on),
        )  # fmt: skip
        texts = {f"outcome:{row.pk}": rng.choice(tips.RESULTS),
                 f"recovered:{row.pk}": f"{rng.randint(5, 90) * 1000:.2f}"}  # fmt: skip
        sealing.write_texts(clue, secret, texts)


def _facts(inspection: Inspection, tip: tips.DemoTip, rng: Random) -> ClueFacts:
    amount = rng.randint(20, 460) * 1000
    numbers = {"unit": inspection.organisation.short_name, "n": rng.randint(3, 9),
               "s": f"{amount:,}"}  # fmt: skip
    return ClueFacts(
        unit=tip.unit.format(**numbers), post=tip.post, level=tip.level,
        matter=tip.matter.format(**numbers), disciplines=(Discipline(tip.discipline),),
        origin=tip.origin, opinion=tip.opinion,
    )  # fmt: skip


def _leaders() -> dict[int, User]:
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
