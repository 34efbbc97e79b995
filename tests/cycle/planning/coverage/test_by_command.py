"""Needs and coverage by command: the same services, rights and refusals as the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cycle.planning.coverage.district import District, workbook
from xuncha.cycle.planning.coverage import by_command
from xuncha.cycle.planning.coverage.demands import prepare_demands
from xuncha.cycle.planning.models import Demand, DemandImport
from xuncha.foundation.exchange import kinds
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Invalid, Refused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "需求.xlsx"
    path.write_bytes(workbook(["单位", "工作量"], ["教育局", 12], ["天文台", 3]).getvalue())
    return path


def test_read_then_taken_without_what_was_refused(made: District, clerk: Actor, book: Path) -> None:
    prepare_demands(clerk, term_id=made.term.pk)
    kind = kinds.incoming("needs")
    told = kind.read(clerk, path=book, into=made.term.pk)
    assert told.counts == {"有变化": 1, "没有变化": 0, "不能导入": 1}
    assert told.refused == ["第 3 行“单位”：“天文台”：名录里没有这个单位。"]
    with pytest.raises(Invalid, match="第 3 行"):
        kind.take(clerk, path=book, into=made.term.pk, leave_refused=False)
    assert DemandImport.objects.get().state == "dropped"
    kind.take(clerk, path=book, into=made.term.pk, leave_refused=True)
    assert Demand.objects.get(organisation=made.units["A05"]).effort == 12


def test_who_may_not(made: District, leader: Actor, clerk: Actor, book: Path) -> None:
    with pytest.raises(Refused):
        by_command.read_needs(leader, path=book, into=made.term.pk)
    with pytest.raises(Absent):
        by_command.read_needs(clerk, path=book, into=None)


def test_taken_out_with_as_many_columns_as_heads(
    made: District, leader: Actor, clerk: Actor
) -> None:
    prepare_demands(clerk, term_id=made.term.pk)
    for name in ("needs", "coverage"):
        kind = kinds.outgoing(name)
        rows = list(kind.rows(leader))
        assert len(rows) == len(made.units)
        assert {len(row) for row in rows} == {len(kind.columns(leader))}
