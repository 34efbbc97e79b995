"""The labelled sets by other hands hold, none gets worse, and what other settings do to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.check.__main__ import main
from benchmarks.check.folder_score import Written, measure, measure_written, written
from benchmarks.check.folders import cases
from benchmarks.check.sets import BY_NAME, SETS, LabelledSet, Part
from benchmarks.check.tally import CODES, Tally

FOLDERS = [one.name for one in SETS if one.is_of_folders]
SIZES = {
    "fourth": (6, 6),
    "fifth": (5, 5),
    "sixth": (5, 5),
    "seventh": (6, 6),
    "eighth": (8, 0),
    "ninth": (12, 0),
    "tenth": (10, 0),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_set_is_whole_and_plants_every_rule(name: str) -> None:
    told = list(cases(name))
    opened, sealed = SIZES[name]
    assert [one.part for one in told] == ["open"] * opened + ["sealed"] * sealed
    assert {code for one in told for code, _ in one.planted()} == set(CODES)
    assert [part.name for part in BY_NAME[name].parts] == list(dict.fromkeys(o.part for o in told))


@pytest.mark.parametrize("name", FOLDERS)
def test_the_open_part_is_found_and_hardly_an_honest_row_asked_about(name: str) -> None:
    tally = measure(name, "open")
    assert (tally.failed, tally.bad_counts) == (0, 0)
    assert sum(tally.found.values()) >= 0.95 * sum(tally.planted.values())
    assert tally.alarmed <= 0.025 * tally.judged


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """Two folders that hold a case or a look-alike of every rule whose settings are changed."""
    return written(list(cases("fourth"))[:2], tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="module")
def as_shipped(two: list[Written]) -> Tally:
    return measure_written(two)


@pytest.mark.parametrize(
    ("rules", "finds_less", "asks_more"),
    [
        # Nothing is ever so surely no change: meetings and talks pass.
        ({"R03": {"most_change": 0.0}, "R15": {"likeness": 0.9}}, {"R03", "R15"}, set()),
        ({"R19": {"least": 97}, "R12": {"days": 60}}, set(), {"R19", "R12"}),
        ({"words": {"institution": ["没有这个词"]}, "R13": {"sure": 1.0}}, set(), {"R13"}),
        ({"off": ["R06"]}, {"R06"}, set()),
    ],
)
def test_what_a_change_does_to_the_labels(
    rules: dict[str, object],
    finds_less: set[str],
    asks_more: set[str],
    two: list[Written],
    as_shipped: Tally,
    tmp_path: Path,
) -> None:
    file = tmp_path / "规则.json"
    file.write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")
    changed = measure_written(two, file)
    assert {code for code in CODES if changed.found[code] < as_shipped.found[code]} == finds_less
    assert {code for code in CODES if changed.alarms[code] > as_shipped.alarms[code]} == asks_more


def _found(code: str, rules: Path | None) -> Tally:
    """One case found and one missed; by an office's own rules one row is asked about besides."""
    tally = Tally(judged=9, alarmed=int(rules is not None))
    tally.hit(code, "01 第5行", is_found=True)
    tally.hit(code, "01 第6行", is_found=False)
    if rules:
        tally.alarm(code, "01 第7行")
    return tally


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A set of an open and a sealed part in the eighth's place."""
    parts = (
        Part("open", "打开的", lambda seeds, rules: _found("R03", rules)),
        Part("sealed", "没打开的", lambda seeds, rules: _found("R19", rules), is_opened=False),
    )
    told = LabelledSet("eighth", "第八套", "别人", "第一次查全 1/4", parts, is_of_folders=True)
    monkeypatch.setitem(BY_NAME, "eighth", told)


@pytest.mark.usefixtures("small")
def test_errors_are_told_of_what_was_opened_only(capsys: pytest.CaptureFixture[str]) -> None:
    main(["eighth", "--errors", "3"])
    told = capsys.readouterr().out
    assert "第一次查全 1/4" in told
    assert told.count("查全 1/2 = 50.0%；误报的行 0/9 = 0.0%") == 2
    assert "[miss R03] 01 第6行" in told
    assert "[miss R19]" not in told


@pytest.mark.usefixtures("small")
def test_an_office_sees_what_its_own_rules_change(capsys: pytest.CaptureFixture[str]) -> None:
    main(["eighth", "--rules", "规则.json", "--part", "open"])
    told = capsys.readouterr().out
    assert "R03 查出 1 → 1（埋设 2），误报 0 → 1" in told
    assert "误报的行 0 → 1（共 9 行）" in told
    assert "R19" not in told


def test_a_set_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["eleventh"])
    assert "eleventh" in capsys.readouterr().err
