"""Nobody verifies before the check that the claim started: not while it waits, runs or stands
still, nor after it was called off; and whoever verifies after it failed is told why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import Cast
from tests.scenarios import TODAY, Story, told
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.services import checking_here, steps
from xuncha.cycle.rectification.services.checking_soon import check_soon
from xuncha.cycle.rectification.under_way import KIND, checking_of
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.jobs import runner, services
from xuncha.foundation.jobs.models import Job
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Conflict, Refused

SignIn = Callable[[str], Client]


@pytest.fixture
def item(story: Story, people: Cast) -> Item:
    """Claimed just now, in words that the engine asks about."""
    one = told(story.items[2], text="高度重视，加强领导，持续推进整改工作")
    made = steps.claim_item(
        people.actor("zhoulan"), item_id=one.pk, version=one.version, done_on=TODAY
    )
    assert made.open_signals == 0
    return made


def _verify(item: Item, people: Cast) -> Item:
    item.refresh_from_db()
    return steps.verify_item(people.actor("liwen"), item_id=item.pk, version=item.version)


def _old(**fields: object) -> None:
    Job.objects.update(created_at=clock.now() - dt.timedelta(minutes=5), **fields)


def test_the_check_comes_before_the_verifier(item: Item, people: Cast) -> None:
    with pytest.raises(Conflict, match="核对还在排队"):
        _verify(item, people)
    job = Job.objects.get()
    Job.objects.update(state="running", heartbeat_at=clock.now())
    with pytest.raises(Conflict, match="核对还在进行"):
        _verify(item, people)
    Job.objects.update(state="waiting")
    runner.run(job.pk)
    asked = Signal.objects.filter(item=item, state="open").count()
    assert asked > 0
    with pytest.raises(Conflict, match=f"还有 {asked} 个疑点"):
        _verify(item, people)
    Signal.objects.update(state="cleared", decision="看过", decided_at=clock.now())
    assert _verify(item, people).verified_at


def test_a_queue_that_works_is_no_queue_that_stands(item: Item, people: Cast) -> None:
    assert not checking_of(item.inspection_id).is_still
    _old()
    assert checking_of(item.inspection_id).is_still
    services.start(SYSTEM, kind=KIND, arguments={"inspection_id": 0})
    Job.objects.filter(topic="").update(state="running", heartbeat_at=clock.now())
    under_way = checking_of(item.inspection_id)
    assert (under_way.is_still, under_way.ahead) == (False, 1)
    assert "前面还有 1 件任务" in under_way.why_not_yet
    silent = clock.now() - dt.timedelta(minutes=10)
    Job.objects.update(state="running", heartbeat_at=silent)
    assert checking_of(item.inspection_id).is_still


def test_a_failed_check_is_told_and_a_cancelled_one_holds(
    item: Item, people: Cast, as_: SignIn
) -> None:
    job = Job.objects.get()
    page = f"/rectification/items/{item.pk}/"
    Job.objects.update(state="failed", error="台账里有一个字读不出来。", finished_at=clock.now())
    text = as_("liwen").get(page).content.decode()
    assert "最近一次核对没有做完（台账里有一个字读不出来）" in text
    assert _verify(item, people).verified_at
    again = services.start(
        people.actor("liwen"), kind=KIND, arguments={}, topic=topic_of(item.inspection_id)
    )
    services.cancel(people.actor("liwen"), job_id=again.pk, version=again.version)
    assert "被取消了" in checking_of(item.inspection_id).why_not_yet
    assert job.created_by_id is None


def test_a_claim_does_not_lean_on_a_check_that_another_may_call_off(
    item: Item, people: Cast
) -> None:
    Job.objects.update(created_by=people["liwen"])
    check_soon(item.inspection)
    assert Job.objects.filter(created_by=None).count() == 1


def test_where_nobody_works_on_the_queue_the_check_is_done_here(
    item: Item, people: Cast, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/rectification/items/{item.pk}/"
    text = as_("liwen").get(page).content.decode()
    assert 'hx-trigger="every 3s"' in text
    assert "现在就核对" not in text
    assert as_("liwen").post(f"{page}check/").status_code == 409
    _old()
    monkeypatch.setattr(checking_here, "MOST_ITEMS", 1)
    text = as_("liwen").get(page).content.decode()
    assert ("后台任务没有在走" in text, "xuncha worker" in text) == (True, True)
    assert as_("liwen").post(f"{page}check/").status_code == 409
    monkeypatch.setattr(checking_here, "MOST_ITEMS", 600)
    assert "现在就核对" in as_("liwen").get(page).content.decode()
    assert "核对还没有做" not in as_("zhoulan").get(page).content.decode()
    with pytest.raises(Refused):
        checking_here.check_here(people.actor("zhoulan"), item_id=item.pk)
    assert as_("liwen").post(f"{page}check/", follow=True).status_code == 200
    assert Job.objects.get().state == "done"
    assert Signal.objects.filter(item=item).exists()
    assert AuditRow.objects.filter(verb="rectification.signals.checked_here").exists()
    asks = as_("liwen").get(page, headers={"HX-Request": "true"}).content.decode()
    assert "看核对的结果" in asks
