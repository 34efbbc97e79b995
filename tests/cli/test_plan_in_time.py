"""``xuncha plan`` keeps its time where the solver does not come back: the best so far is told."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from tests.cli.test_plan import sound, write
from xuncha.cli import main, plan
from xuncha.engines.scheduling import Problem, Rescue, Solution
from xuncha.engines.scheduling import solve as really_solve


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A solver that finds a plan and then never comes back."""
    left: list[int] = []

    def hangs(problem: Problem, *_: object, rescue: Rescue) -> Solution:
        answer = really_solve(problem, 5)
        rescue.watch(lambda: answer)
        threading.Event().wait()
        return answer

    def leave(status: int) -> int:
        left.append(status)
        return status

    monkeypatch.setattr(plan, "solve", hangs)
    monkeypatch.setattr(plan, "_leave", leave)
    monkeypatch.setattr(plan, "_LATE", 2.0)
    monkeypatch.setattr(plan, "_since_start", lambda: 0.0)
    return left


def test_the_best_so_far_is_told_when_time_is_over(
    stuck: list[int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, begun = write(tmp_path / "a.json", sound()), time.monotonic()
    assert main(["plan", str(path), "--seconds", "1", "--json"]) == 0
    assert time.monotonic() - begun < 4
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["unassigned"]) == ("optimal", [])
    assert stuck == [0]


def test_without_a_plan_so_far_nothing_is_known(
    stuck: list[int], tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(plan, "solve", lambda *_, **__: threading.Event().wait())
    path = write(tmp_path / "a.json", sound())
    assert main(["plan", str(path), "--seconds", "0.2", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["assignments"]) == ("unknown", [])
    assert answer["unassigned"] == ["O1", "O2", "O3"]
    assert stuck == [1]


def test_what_goes_wrong_in_the_run_is_said_as_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> Solution:
        raise MemoryError

    monkeypatch.setattr(plan, "solve", fails)
    path = write(tmp_path / "a.json", sound())
    assert main(["plan", str(path), "--seconds", "1"]) == 2
    assert "没有完成" in capsys.readouterr().err
