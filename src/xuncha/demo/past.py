"""The district's past: mergers, splits, new names and places before and within the term, and who
holds which post. In bulk and past the services, like everything that the demo loads; the same seed
gives the same past."""

from __future__ import annotations

import datetime as dt
from random import Random

from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import (
    Contact,
    FormerName,
    FormerParent,
    Organisation,
    Succession,
)
from xuncha.demo import world
from xuncha.demo.texts.names import SURNAMES

_DAY = dt.timedelta(days=1)
_BATCH = 500
_REFORM = dt.date(2019, 3, 20)
_REFORM_PAPER = "清委发2019年8号文（机构改革方案）"
_RENAMED = (
    ("区应急局", "清源区安全生产监督管理局", "区安监局"),
    ("区卫生健康局", "清源区卫生和计划生育局", "区卫计局"),
    ("区文旅局", "清源区文化体育广播电视局", "区文体广电局"),
    ("区自然资源局", "清源区国土资源局", "区国土局"),
)
_GIVEN = "知行守正思源明远清和景澄怀瑾若谷砚秋云舟予安望舒听泉"


def load(units: dict[str, Organisation], built: world.World) -> None:
    """Write the past of the first county and the posts of all."""
    past = _Past(units, built)
    past.reform()
    past.street()
    past.villages_merge()
    past.community_splits()
    past.enterprise_takes_in()
    _people(list(Organisation.objects.order_by("pk")), Random(f"{built.seed}/posts"))


class _Past:
    """What happened to the first county's organisations."""

    def __init__(self, units: dict[str, Organisation], built: world.World) -> None:
        self.built = built
        self.units = units
        self.by_name = {
            one.short_name: units[one.code] for one in built.organisations if one.county == 0
        }
        self.ended = 0

    def reform(self) -> None:
        """Departments that the reform before the term renamed; two that it merged into one."""
        for short, name, old_short in _RENAMED:
            row = self.by_name[short]
            FormerName.objects.create(
                organisation=row, name=name, short_name=old_short, kind=row.kind,
                from_on=row.established_on, until_on=_REFORM - _DAY, document=_REFORM_PAPER,
            )  # fmt: skip
        market = self.by_name["区市场监管局"]
        self._found(market, _REFORM)
        for name in ("清源区工商行政管理局", "清源区质量技术监督局", "清源区食品药品监督管理局"):
            old = self._former(name, Kind.DEPARTMENT, market.parent, _REFORM)
            self._step(Succession.Kind.MERGE, old, market, _REFORM, _REFORM_PAPER)

    def street(self) -> None:
        """A town that became a street, and a village that came under it from a neighbour."""
        street, neighbour = self.by_name["凤栖街道"], self.by_name["桐川镇"]
        FormerName.objects.create(
            organisation=street, name="凤栖镇", short_name="凤栖镇", kind=Kind.TOWN,
            from_on=street.established_on, until_on=dt.date(2020, 11, 30),
            document="省政府批复：撤镇设街道",
        )  # fmt: skip
        moved = Organisation.objects.filter(parent=street, kind=Kind.VILLAGE).order_by("code")[0]
        FormerParent.objects.create(
            organisation=moved, parent=neighbour, from_on=moved.established_on,
            until_on=dt.date(2020, 11, 30), document="区划调整：清政发2020年31号文",
        )  # fmt: skip

    def villages_merge(self) -> None:
        """Two villages that became one within the term, before it was inspected."""
        on = dt.date(2022, 6, 15)
        village = self._inspected_after(Kind.VILLAGE, on)[0]
        self._found(village, on)
        stem = village.short_name.removesuffix("村")
        for side in ("东", "西"):
            old = self._former(f"{stem}{side}村", Kind.VILLAGE, village.parent, on)
            self._step(Succession.Kind.MERGE, old, village, on, "清民发2022年17号文（合村并组）")

    def community_splits(self) -> None:
        """A community that grew and was split into two within the term, before their turn came."""
        on = dt.date(2023, 3, 1)
        later = self._inspected_after(Kind.COMMUNITY, on)
        one = later[0]
        other = next((row for row in later[1:] if row.parent_id == one.parent_id), later[-1])
        old = self._former("云桂社区", Kind.COMMUNITY, one.parent, on)
        for part in (one, other):
            self._found(part, on)
            self._step(Succession.Kind.SPLIT, old, part, on, "清民发2023年5号文")

    def enterprise_takes_in(self) -> None:
        """An enterprise that was inspected and took in another that was not: it owes again."""
        into = self.by_name["清源粮食储备公司"]
        on = dt.date(2025, 12, 1)
        old = self._former("清源粮油购销公司", Kind.ENTERPRISE, into.parent, on)
        self._step(Succession.Kind.MERGE, old, into, on, "清国资发2025年22号文")

    def _inspected_after(self, kind: Kind, on: dt.date) -> list[Organisation]:
        """Organisations of a kind whose only inspection was entered a good while after a day."""
        found = []
        for one in self.built.organisations:
            visits = [visit.entered_on for visit in self.built.plan.get(one.code, ())]
            if one.county == 0 and one.kind == kind and visits and all(
                day is not None and day > on + 200 * _DAY for day in visits
            ):  # fmt: skip
                found.append(self.units[one.code])
        return found

    def _found(self, row: Organisation, on: dt.date) -> None:
        row.established_on = on
        row.save(update_fields=["established_on"])

    def _former(
        self, name: str, kind: Kind, parent: Organisation | None, until: dt.date
    ) -> Organisation:
        self.ended += 1
        full = f"{parent}{name}" if kind in (Kind.VILLAGE, Kind.COMMUNITY) else name
        return Organisation.objects.create(
            code=f"Q9{self.ended:02d}", name=full, short_name=name.removeprefix("清源"), kind=kind,
            parent=parent, established_on=dt.date(2010, 1, 1), dissolved_on=until,
        )  # fmt: skip

    def _step(
        self, kind: Succession.Kind, old: Organisation, new: Organisation, on: dt.date, paper: str
    ) -> None:
        Succession.objects.create(kind=kind, predecessor=old, successor=new, on=on, document=paper)


def _people(rows: list[Organisation], rng: Random) -> None:
    """A secretary and a liaison for everybody who is there, in a third of the cases with the one
    before; a head where the secretary is not the head himself."""
    made: list[Contact] = []
    for at, row in enumerate(rows):
        if row.kind == Kind.DISTRICT or row.dissolved_on:
            continue
        since = max(dt.date(2021, 9, 1), row.established_on or dt.date.min)
        posts = [ContactPost.SECRETARY, ContactPost.LIAISON]
        if row.kind in (Kind.DEPARTMENT, Kind.STREET, Kind.TOWN, Kind.TOWNSHIP):
            posts.append(ContactPost.HEAD)
        for post in posts:
            start = since + rng.randrange(0, 400) * _DAY
            if rng.random() < 0.33:
                change = start + rng.randrange(300, 900) * _DAY
                made.append(_contact(row, post, start, rng, at, until=change - _DAY))
                start = change
            made.append(_contact(row, post, start, rng, at))
    Contact.objects.bulk_create(made, batch_size=_BATCH)


def _contact(
    row: Organisation, post: ContactPost, start: dt.date, rng: Random, at: int,
    *, until: dt.date | None = None,
) -> Contact:  # fmt: skip
    name = rng.choice(SURNAMES) + "".join(rng.sample(_GIVEN, 2))
    phone = f"5550{at % 1000:03d}{list(ContactPost).index(post)}"
    return Contact(
        organisation=row, post=post, name=name, phone=phone, from_on=start, until_on=until
    )
