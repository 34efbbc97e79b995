"""Risk, numerals, bands: functions without a database."""

from __future__ import annotations

from typing import Any

import pytest

from xuncha.cycle.planning.coverage import defaults
from xuncha.cycle.planning.coverage.applying import team_name
from xuncha.cycle.planning.coverage.numerals import number_in
from xuncha.cycle.planning.coverage.overview import band_of
from xuncha.cycle.planning.coverage.risk import Indicator, read_indicators, score
from xuncha.engines.reading.numbering import chinese
from xuncha.kernel.errors import Invalid


def test_a_score_is_the_weighted_share_and_its_parts_add_up() -> None:
    rows = [
        Indicator("a", "资金", "typed", 30, 4),
        Indicator("b", "信访", "typed", 10, 10),
        Indicator("c", "停用", "typed", 0, 1),
    ]
    points, parts = score(rows, {"a": 2, "b": 25, "c": 1})
    assert points == 62  # 37.5 of 75 and all of 25
    assert [one.words for one in parts] == ["资金 2：37.5 / 75 分", "信访 25：25 / 25 分"]
    assert round(sum(one.points for one in parts)) in {62, 63}


@pytest.mark.parametrize(("value", "points"), [(None, 0), (-5, 0), (0, 0), (4, 100), (99, 100)])
def test_values_are_held_within_the_indicator(value: float | None, points: int) -> None:
    assert score([Indicator("a", "资金", "typed", 7, 4)], {"a": value})[0] == points


def test_what_nobody_typed_in_says_so() -> None:
    _, parts = score([Indicator("a", "资金", "typed", 7, 4)], {})
    assert parts[0].words == "资金 没有填报：0 / 100 分"


def test_the_indicators_of_the_house_stand() -> None:
    assert sum(one.weight for one in read_indicators(defaults.INDICATORS)) == 100


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": " "}, "每个指标都要有名称"),
        ({"weight": 101}, "权重应在 0 到 100 之间"),
        ({"weight": -1}, "权重应在 0 到 100 之间"),
        ({"top": 0}, "满分值必须大于 0"),
        ({"weight": 0}, "至少有一个指标的权重大于 0"),
    ],
)
def test_indicators_that_cannot_be(change: dict[str, Any], words: str) -> None:
    row = {"code": "a", "label": "资金", "how": "typed", "weight": 5, "top": 4} | change
    with pytest.raises(Invalid, match=words):
        read_indicators([row])


def test_the_same_indicator_twice() -> None:
    row = {"code": "a", "label": "资金", "how": "typed", "weight": 5, "top": 4}
    with pytest.raises(Invalid, match="不能重复"):
        read_indicators([row, row | {"code": "b"}])
    with pytest.raises(Invalid, match="最多 20 个"):
        read_indicators([row | {"code": str(n), "label": str(n)} for n in range(21)])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (35, "三十五"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert chinese(number) == words


@pytest.mark.parametrize("number", range(1, 100))
def test_a_teams_name_gives_its_number_back(number: int) -> None:
    assert number_in(team_name(number, "区委")) == number


@pytest.mark.parametrize(
    ("name", "number"),
    [("第3巡察组", 3), ("区委第十巡察组", 10), ("第巡察组", None), ("第０巡察组", None),
     ("综合组", None), ("第十十巡察组", None), ("第0巡察组", None), ("", None)],
)  # fmt: skip
def test_names_without_a_plain_number(name: str, number: int | None) -> None:
    assert number_in(name) == number


@pytest.mark.parametrize(
    ("risk", "band"), [(None, "low"), (0, "low"), (39, "low"), (40, "middle"), (69, "middle"),
                       (70, "high"), (100, "high")],
)  # fmt: skip
def test_bands_of_risk(risk: int | None, band: str) -> None:
    assert band_of(risk) == band
