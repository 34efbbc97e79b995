"""The engine's questions about our own records: asked once, answered once, gone when mended."""

from __future__ import annotations

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, told
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Progress, Signal
from xuncha.cycle.rectification.selectors import signals_of
from xuncha.cycle.rectification.services.rechecking import recheck_inspection
from xuncha.cycle.rectification.services.signals import clear_signal
from xuncha.foundation.jobs.services import start
from xuncha.foundation.jobs.worker import run_pending
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent

EMPTY_WORDS = "高度重视，认真整改，取得了明显成效。"


def _recheck(story: Story) -> dict[str, int]:
    return recheck_inspection(SYSTEM, inspection_id=story.inspection.pk)


@pytest.fixture
def vague(story: Story, people: Cast) -> Item:
    made = claimed(story.items[2], by=people["zhoulan"].pk)
    Progress.objects.filter(item=made).update(text=EMPTY_WORDS)
    return made


def test_a_question_is_asked_once(story: Story, vague: Item) -> None:
    first = _recheck(story)
    assert first["new"] >= 1
    codes = set(vague.signals.values_list("code", flat=True))
    assert "R16" in codes
    vague.refresh_from_db()
    assert vague.open_signals == vague.signals.filter(state=SignalState.OPEN).count() > 0
    assert _recheck(story)["new"] == 0


def test_spans_mark_the_words_on_the_page(story: Story, vague: Item) -> None:
    _recheck(story)
    for signal in vague.signals.all():
        for span in signal.spans:
            assert 0 <= span["start"] < span["end"]


def test_an_answered_question_is_not_asked_again(story: Story, people: Cast, vague: Item) -> None:
    _recheck(story)
    asked = vague.signals.get(code="R16")
    clear_signal(people.actor("liwen"), signal_id=asked.pk, version=1, reason="另有现场照片")
    assert _recheck(story)["new"] == 0
    asked.refresh_from_db()
    assert asked.state == SignalState.CLEARED


def test_a_mended_text_makes_the_question_vanish(story: Story, vague: Item) -> None:
    _recheck(story)
    Progress.objects.create(
        item=vague, text="2026年3月2日组织清运垃圾26吨，青石河段已复绿300米，河段长由李某担任",
        reported_on=TODAY, created_at=clock.now(),
    )  # fmt: skip
    _recheck(story)
    assert vague.signals.get(code="R16").state == SignalState.GONE


def test_a_copied_text_shows_the_other_side(story: Story, people: Cast) -> None:
    words = (
        "2026年2月12日组织开展拉网式排查，逐户核对登记信息，发现12处差错当场更正，"
        "同步建立月核月清的动态台账并由两人双签"
    )
    mine = told(story.items[0], text=words)
    theirs = told(story.foreign, text=words)
    _recheck(story)
    found = mine.signals.filter(code="R04").first()
    assert found is not None
    assert found.other["item"] == theirs.pk


def test_the_unit_sees_no_question(story: Story, people: Cast, vague: Item) -> None:
    _recheck(story)
    assert list(signals_of(people.actor("zhoulan"), vague)) == []
    asked = Signal.objects.filter(item=vague)[0]
    with pytest.raises(Absent):
        clear_signal(people.actor("zhoulan"), signal_id=asked.pk, version=1, reason="没有问题")


def test_the_job_does_it_in_the_background(story: Story, people: Cast, vague: Item) -> None:
    job = start(
        people.actor("liwen"), kind="rectification.recheck",
        arguments={"inspection_id": story.inspection.pk},
    )  # fmt: skip
    assert run_pending() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    assert vague.signals.exists()
