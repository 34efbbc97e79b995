"""Jobs: claimed once, told in one sentence, cancelled, and taken up again after a power cut."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from xuncha.foundation.jobs import registry, runner, worker
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.registry import Progress
from xuncha.foundation.jobs.services import cancel, start
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db
DONE: list[int] = []


@registry.job("test.count", "数数")
def _count(progress: Progress, *, to: int) -> dict[str, Any]:
    for number in range(1, to + 1):
        progress.step(number, to, f"第{number}个")
    DONE.append(to)
    return {"counted": to}


@registry.job("test.refused", "被拒绝")
def _refused(progress: Progress) -> dict[str, Any]:
    raise Invalid("第 3 行没有日期。")


@registry.job("test.broken", "出错")
def _broken(progress: Progress) -> dict[str, Any]:
    raise ZeroDivisionError("张三的电话")


@pytest.fixture(autouse=True)
def _fresh() -> None:
    DONE.clear()


def _started(kind: str = "test.count", **arguments: Any) -> Job:
    return start(SYSTEM, kind=kind, arguments=arguments)


def test_a_job_is_done_once() -> None:
    job = _started(to=3)
    assert worker.run_pending() == 1
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total) == (JobState.DONE, {"counted": 3}, 3, 3)
    runner.run(job.pk)
    assert DONE == [3]


def test_of_two_workers_one_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    job = _started(to=2)
    seen = Job.objects.get(pk=job.pk)
    JOB_STATES.move(seen, "claim")
    with pytest.raises(Conflict):
        JOB_STATES.move(job, "claim")
    runner.run(job.pk)
    assert DONE == []


def test_what_went_wrong_is_one_sentence_without_values() -> None:
    refused, broken = _started("test.refused"), _started("test.broken")
    worker.run_pending()
    refused.refresh_from_db()
    broken.refresh_from_db()
    assert (refused.state, refused.error) == (JobState.FAILED, "第 3 行没有日期。")
    assert broken.state == JobState.FAILED
    assert "张三" not in broken.error
    assert "管理员" in broken.error


def test_a_cancelled_job_does_nothing() -> None:
    job = _started(to=2)
    cancel(SYSTEM, job_id=job.pk, version=job.version)
    assert worker.run_pending() == 0
    assert DONE == []


def test_a_running_job_stops_at_its_next_step() -> None:
    job = _started(to=2)
    JOB_STATES.move(job, "claim")
    progress = runner.JobProgress(job)
    cancel(SYSTEM, job_id=job.pk, version=job.version)
    with pytest.raises(registry.CancelledError):
        progress.step(2, 2)


@pytest.mark.parametrize("name", ["", "elsewhere:1"])
def test_a_silent_worker_loses_its_job(name: str) -> None:
    job = _started(to=2)
    long_ago = clock.now() - dt.timedelta(seconds=worker.SILENT_SECONDS + 1)
    JOB_STATES.move(job, "claim", attempts=1, heartbeat_at=long_ago, worker=name)
    assert worker.revive_stale() == 1
    worker.run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempts, DONE) == (JobState.DONE, 2, [2])


def test_a_dead_worker_of_this_machine_is_known_at_once() -> None:
    job = _started(to=2)
    host = runner.worker_name().rpartition(":")[0]
    JOB_STATES.move(job, "claim", heartbeat_at=clock.now(), worker=f"{host}:999999999")
    assert worker.revive_stale() == 1


def test_a_living_worker_keeps_its_job() -> None:
    job = _started(to=2)
    JOB_STATES.move(job, "claim", heartbeat_at=clock.now(), worker=runner.worker_name())
    assert worker.revive_stale() == 0


def test_three_times_broken_off_is_enough() -> None:
    job = _started(to=2)
    long_ago = clock.now() - dt.timedelta(hours=1)
    JOB_STATES.move(job, "claim", attempts=3, heartbeat_at=long_ago)
    assert worker.revive_stale() == 0
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "任务多次中断，已经停止。")


def test_an_unknown_kind_is_a_mistake_of_the_program() -> None:
    with pytest.raises(LookupError):
        start(SYSTEM, kind="no.such", arguments={})
