"""Draws and checks for tests, made by the services as people would."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from tests.people import Cast
from tests.scenarios import FEEDBACK, TODAY, Story, claimed
from xuncha.cycle.oversight.enums import Found, Knew
from xuncha.cycle.oversight.models import Draw, Letter, SpotCheck
from xuncha.cycle.oversight.services import checks, drawing
from xuncha.cycle.oversight.services.checks import Asked, CheckFacts
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.services import steps
from xuncha.kernel import clock

SEEN = CheckFacts(
    checked_on=TODAY, place="青石河段", looked_at="河岸现场、清运台账", found=Found.TRUE,
    found_words="河岸已清理，台账与现场一致",
    asked=(Asked("沿河住户", 3, Knew.AGREES, "上月起每周有人清运"),),
)  # fmt: skip


def verified(story: Story, people: Cast, at: int = 0) -> Item:
    """One of the story's items, claimed by 周岚 and verified by 冯立."""
    return verify(story.items[at], people)


def verify(one: Item, people: Cast) -> Item:
    """An item, claimed by 周岚 and verified by 冯立."""
    made = claimed(one, by=people["zhoulan"].pk)
    return steps.verify_item(people.actor("fengli"), item_id=made.pk, version=made.version)


def drawn(story: Story, people: Cast, who: str = "liwen") -> Draw:
    """Out of the whole round."""
    return drawing.draw(people.actor(who), round_id=story.round.pk)


def assigned(story: Story, people: Cast, at: int = 0) -> SpotCheck:
    """A verified item drawn by 李闻 and given to 赵青 and 宋致远."""
    verified(story, people, at)
    made = drawn(story, people)
    row = made.checks.get()
    return checks.assign_checks(
        people.actor("liwen"), draw_id=made.pk, check_ids=[row.pk],
        first_id=people["zhaoqing"].pk, second_id=people["song"].pk,
    )[0]  # fmt: skip


def upload(name: str = "照片说明.txt") -> tuple[io.BytesIO, str]:
    """A small file as it comes from a form."""
    return io.BytesIO("现场照片".encode()), name


def recorded(story: Story, people: Cast, **more: Any) -> SpotCheck:
    """Written down by 赵青 with a photo."""
    row = assigned(story, people)
    return checks.record_check(
        people.actor("zhaoqing"), check_id=row.pk, version=row.version,
        facts=replace(SEEN, **more), uploads=[upload()],
    )  # fmt: skip


def confirmed(story: Story, people: Cast, **more: Any) -> SpotCheck:
    """Confirmed by 宋致远."""
    row = recorded(story, people, **more)
    return checks.confirm_check(people.actor("song"), check_id=row.pk, version=row.version)


def concluded(story: Story, people: Cast, **more: Any) -> SpotCheck:
    """Concluded by 李闻, who did not check."""
    row = confirmed(story, people, **more)
    return checks.conclude_check(
        people.actor("liwen"), check_id=row.pk, version=row.version, reason="现场所见"
    )


def looked_at(story: Story, people: Cast) -> Draw:
    """A draw with a check that waits and one that found nothing done, and a letter that was not
    answered, put down as they are."""
    Letter.objects.create(
        inspection=story.inspection, kind="supervise", ground="other", year=2026, number=90,
        facts="逾期", demand="答复", state="issued", drafted_at=clock.now(), issued_on=FEEDBACK,
        receive_by=FEEDBACK, answer_by=FEEDBACK, approved_by=people["song"], approved_on=FEEDBACK,
        approved_digest="0",
    )  # fmt: skip
    made = Draw.objects.create(
        year=2026, number=90, round=story.round, scope_key="round:0", seed=1, share_percent=20,
        risky_most=60, population_hash="0", size=2, picked=2, drawn_at=clock.now(),
    )  # fmt: skip
    both = {"draw": made, "inspection": story.inspection, "is_risky": True}
    SpotCheck.objects.create(number=1, item=story.items[0], **both)
    SpotCheck.objects.create(
        number=2, item=story.items[1], state="recorded", first=people["zhaoqing"],
        second=people["song"], assigned_at=clock.now(), checked_on=TODAY, place="河段",
        looked_at="现场", found=Found.NOT, found_words="没有清", recorded_by=people["song"], **both,
    )  # fmt: skip
    return made
