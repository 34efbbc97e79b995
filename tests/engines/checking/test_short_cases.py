"""Short cases of the rules that turn on words: none of the opened half may get worse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest

from benchmarks.check.pairs.__main__ import Judged
from benchmarks.check.short.__main__ import judged
from tests.engines.checking.hand import fires

LEAST = {"R02": 0.95, "R10": 0.85, "R14": 0.9, "R15": 0.95, "R17": 0.95, "R18": 0.95}


@pytest.fixture(scope="module")
def told() -> Mapping[str, Sequence[Judged]]:
    cases: dict[str, list[Judged]] = defaultdict(list)
    for code, one in judged("open"):
        cases[code].append(one)
    return cases


@pytest.mark.parametrize("code", LEAST)
def test_what_clerks_write_is_found_and_its_look_alikes_are_not(
    code: str, told: Mapping[str, Sequence[Judged]]
) -> None:
    planted = [got for wanted, got, _ in told[code] if wanted]
    honest = [line for wanted, got, line in told[code] if not wanted and got]
    assert len(planted) >= 10
    assert sum(planted) >= LEAST[code] * len(planted)
    assert honest == []


@pytest.mark.parametrize(
    ("finding", "progress", "is_asked"),
    [
        ("坝坡渗漏，溢洪道被杂木堵塞", "溢洪道清出杂木5车", True),
        ("坝坡渗漏，溢洪道被杂木堵塞", "溢洪道清出杂木5车，坝坡灌浆47孔", False),
        ("后厨地面油污没有清洗，生熟不分", "换红蓝案板各6块，生熟冰柜分开", False),
        ("塘坝破损漏水，村集体未予修复", "塘坝破损处用黏土夯实，蓄水不漏", False),
        ("2022年、2023年工会账未审计", "2023年的账委托审计并公示", True),
        ("2022年、2023年工会账未审计", "2023年5月请人审计，两年的账都贴出来", False),
    ],
)
def test_faults_side_by_side_and_years_in_a_row_are_parts(
    finding: str, progress: str, is_asked: bool
) -> None:
    assert fires("R02", finding=finding, progress=progress) is is_asked
