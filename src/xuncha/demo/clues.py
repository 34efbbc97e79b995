"""The demo's sealed store: clues of the inspections at work and of one round that is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from random import Random

from xuncha.cycle.checkpoints.enums import VILLAGE_KINDS
from xuncha.cycle.clues import rules, sealing
from xuncha.cycle.clues.enums import Basis, ClueState, CopyState, Discipline, Disposal, Sanction
from xuncha.cycle.clues.models import (
    Clue,
    ClueGrant,
    ClueRules,
    Copy,
    CopyClock,
    Handover,
    Outcome,
)
from xuncha.cycle.clues.services.registering import ClueFacts
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.petitions.clocks import counted, fields_of
from xuncha.cycle.planning.models import Inspection
from xuncha.demo import holders
from xuncha.demo.people import Cast
from xuncha.demo.texts import tips
from xuncha.demo.texts.termplan import PER_COUNTY, rounds_at
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.holders.wrapping import active_escrow
from xuncha.foundation.seals import boxes
from xuncha.kernel import clock

PRESENT, PAST = 11, 10
MOST = 12
_DAY = dt.timedelta(days=1)


def load(cast: Cast, *, seed: int, scale: int = 1) -> int:
    """Write it; gives the number of clues, which grows with the scale of the district."""
    _receivers(cast)
    loader = _Loader(cast, seed)
    before, now = rounds_at(PAST, scale), rounds_at(PRESENT, scale)
    rows = Inspection.objects.filter(round__number__in=[*before, *now], entered_on__isnull=False)
    rows = rows.exclude(organisation__kind__in=VILLAGE_KINDS)
    rows = rows.select_related("organisation", "round").order_by("pk")
    past = [one for one in rows if one.round.number in before][:scale]
    # Those whose team leader can sign in come first: a demo shows what somebody can open.
    present = sorted(
        (one for one in rows if one.round.number in now),
        key=lambda one: (one.pk not in loader.leaders, one.pk),
    )
    for inspection in [*past, *present[: MOST * scale]]:
        loader.take(inspection)
    return loader.count


def _receivers(cast: Cast) -> None:
    """Who receives: bodies of the district that are not inspected themselves stand in the directory
    beside its committee."""
    root = Organisation.objects.filter(kind="district", parent__isnull=True).order_by("pk").first()
    if root is None:
        return
    body = Organisation.objects.create(
        code="QJW", name="清源区纪委监委", short_name="区纪委监委", kind="district", parent=root,
        established_on=root.established_on,
    )  # fmt: skip
    ClueRules.objects.create(
        number=1, effective_on=dt.date(2021, 9, 1), note="明确接收线索的机关", discipline=body,
        organisation=Organisation.objects.filter(short_name="区委组织部").first(),
        settings=asdict(rules.Settings()), made_by=cast.director, made_at=_at(dt.date(2021, 9, 1)),
    )  # fmt: skip


class _Loader:
    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.seed, self.count = cast, seed, 0
        self.leaders, self.escrow = holders.leaders(), active_escrow()
        self.keys = {one.user_id: one for one in Keyholder.objects.all()}
        self.slips, self.bodies = 0, rules.receiving(clock.today())

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
            wrapping.hand_to(clue, secret, self.keys[user.pk])
        wrapping.hand_to_escrow(clue, secret, self.escrow)
        self.count += 1
        on = met_on + rng.randint(1, 5) * _DAY
        over = (inspection.round.number - PAST) % PER_COUNTY == 0
        if over or (rng.random() < 0.6 and on <= clock.today()):
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
            copy = Copy(handover=slip, clue=clue, number=number, receiver=receiver, printed=1,
                        to=self.bodies[receiver])  # fmt: skip
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
            copy=copy, kind="result", met_on=copy.done_on, **fields_of(counted(on, months=3))
        )
        if copy.received_on:
            sealing.write_texts(clue, secret, {f"receipt:{copy.pk}": tips.SIGNERS[copy.number - 1]})
            CopyClock.objects.create(
                copy=copy,
                kind="accept",
                met_on=copy.accepted_on,
                **fields_of(counted(received, workdays=5)),
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


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(16), clock.CHINA)
