"""Long work as its owner sees it: the list, the part that asks again, calling it off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.signing import actor_of, signed_in
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.jobs import registry, runner
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.services import start
from xuncha.kernel.errors import Invalid

pytestmark = pytest.mark.django_db
KIND = "tests.count"


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    def count(progress: registry.Progress, *, most: int) -> dict[str, Any]:
        if most < 0:
            raise Invalid("第 3 行“整改时限”不是日期。")
        progress.step(most, most, "数完了")
        return {"new": most, "secret": "不该出现的键"}

    registry.job(KIND, "数数")(count)
    yield
    registry._kinds.pop(KIND)


def started(client: Any, most: int = 3, title: str = "") -> Job:
    return start(actor_of(client), kind=KIND, arguments={"most": most}, title=title)


def test_asks_again_each_second_until_it_ended() -> None:
    client = signed_in("liwen", "office_staff")
    job = started(client)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert 'aria-live="polite"' in page
    assert f'hx-get="/jobs/{job.pk}/fragment/"' in page
    waiting = client.get(f"/jobs/{job.pk}/fragment/").content.decode()
    assert "等待中" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    assert "<html" not in waiting
    runner.run(job.pk)
    ended = client.get(f"/jobs/{job.pk}/fragment/").content.decode()
    assert "已完成" in ended
    assert "hx-get" not in ended
    assert "新增" in ended
    assert "不该出现的键" not in ended


def test_how_far_it_is() -> None:
    client = signed_in("liwen", "office_staff")
    job = started(client)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, done=15, total=40, message="正在比对<b>台账</b>"
    )
    text = client.get(f"/jobs/{job.pk}/fragment/").content.decode()
    assert "15 / 40（37%）" in text
    assert 'value="37"' in text
    assert "正在比对&lt;b&gt;台账" in text
    Job.objects.filter(pk=job.pk).update(done=900)
    assert 'value="100"' in client.get(f"/jobs/{job.pk}/fragment/").content.decode()


def test_a_failure_tells_its_sentence_and_stops_asking() -> None:
    client = signed_in("liwen", "office_staff")
    job = started(client, most=-1)
    runner.run(job.pk)
    text = client.get(f"/jobs/{job.pk}/fragment/").content.decode()
    assert "第 3 行“整改时限”不是日期。" in text
    assert "没有完成" in text
    assert "hx-get" not in text


def test_calling_it_off() -> None:
    client = signed_in("liwen", "office_staff")
    job = started(client)
    answer = client.post(f"/jobs/{job.pk}/cancel/", {"version": job.version}, follow=True)
    assert "任务已取消" in answer.content.decode()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert AuditRow.objects.filter(verb="jobs.job.cancelled", object_id=str(job.pk)).count() == 1


@pytest.mark.parametrize(("version", "status"), [("", 400), ("abc", 400), ("0", 400), ("7", 409)])
def test_not_with_a_version_that_nobody_saw(version: str, status: int) -> None:
    client = signed_in("liwen", "office_staff")
    job = started(client)
    answer = client.post(f"/jobs/{job.pk}/cancel/", {"version": version})
    assert answer.status_code == status
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_what_ended_cannot_be_called_off() -> None:
    client = signed_in("liwen", "office_staff")
    job = started(client)
    runner.run(job.pk)
    job.refresh_from_db()
    answer = client.post(f"/jobs/{job.pk}/cancel/", {"version": job.version})
    assert answer.status_code == 409
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_anothers_job_is_not_there() -> None:
    mine, other = signed_in("liwen", "office_staff"), signed_in("song", "office_director")
    job = started(mine, title="核对疑点：清源区水务局")
    for answer in (
        other.get(f"/jobs/{job.pk}/"),
        other.get(f"/jobs/{job.pk}/fragment/"),
        other.post(f"/jobs/{job.pk}/cancel/", {"version": job.version}),
    ):
        assert answer.status_code == 404
        assert "水务局" not in answer.content.decode()
    assert "水务局" not in other.get("/jobs/").content.decode()
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_ones_own_list() -> None:
    client = signed_in("liwen", "office_staff")
    assert "还没有后台任务" in client.get("/jobs/").content.decode()
    ended, waiting = started(client, title="先做的任务"), started(client, title="还在等的任务")
    runner.run(ended.pk)
    text = client.get("/jobs/").content.decode()
    assert text.index(waiting.title) < text.index(ended.title)
    still = client.get("/jobs/?open=1").content.decode()
    assert waiting.title in still
    assert ended.title not in still


def test_a_signed_out_page_that_polls_is_told_to_reload() -> None:
    client = signed_in("liwen", "office_staff")
    job = started(client)
    client.logout()
    answer = client.get(f"/jobs/{job.pk}/fragment/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Refresh"] == "true"
