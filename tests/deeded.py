"""Deeds for tests, made by the services as people would."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.deeds import services
from xuncha.cycle.deeds.enums import DeedKind, Heard, When
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.deeds.services import Done, Said, Told

TOLD = Told(
    DeedKind.LAMP, Heard.YARD, TODAY, "装二十盏路灯", "老人夜里看不见路，靠河一户说的", "村东头"
)
DONE = Done("装好二十盏", 700, Decimal("105000"))
PROMISED = dt.date(2026, 4, 20)


def photo(words: str) -> tuple[io.BytesIO, str]:
    """A small file as it comes from a form."""
    return io.BytesIO(words.encode()), f"{words}.txt"


def registered(story: Story, people: Cast) -> Deed:
    """By 李闻, in the water bureau."""
    return services.register_deed(
        people.actor("liwen"), inspection_id=story.inspection.pk, village_id=story.water.pk,
        told=TOLD,
    )  # fmt: skip


def verified(story: Story, people: Cast) -> Deed:
    """By 赵青; the water bureau owes it."""
    row = registered(story, people)
    return services.verify_deed(
        people.actor("zhaoqing"), deed_id=row.pk, version=row.version, owner_id=story.water.pk,
        text="看了现场，没有路灯",
    )  # fmt: skip


def doing(story: Story, people: Cast) -> Deed:
    """Claimed and begun by 周岚, with photos of before and after."""
    row, unit = verified(story, people), people.actor("zhoulan")
    row = services.claim_deed(
        unit, deed_id=row.pk, version=row.version, promise="二十盏", due_on=PROMISED
    )
    row = services.start_deed(unit, deed_id=row.pk, version=row.version)
    for when in When:
        services.add_photos(unit, deed_id=row.pk, when=when, uploads=[photo(when.label)])
    return row


def done(story: Story, people: Cast) -> Deed:
    """Finished by 周岚."""
    row = doing(story, people)
    return services.finish_deed(
        people.actor("zhoulan"), deed_id=row.pk, version=row.version, done=DONE
    )


def called(story: Story, people: Cast, satisfied: int = 10) -> Deed:
    """Ten of a hundred households asked by 李闻."""
    row, office = done(story, people), people.actor("liwen")
    services.draw_households(office, deed_id=row.pk, version=row.version, households=100)
    said = Said(TODAY, satisfied, 10 - satisfied, 0, "还有两盏不亮")
    return services.record_call(office, deed_id=row.pk, version=row.version, said=said)
