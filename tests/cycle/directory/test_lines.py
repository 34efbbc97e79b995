"""Mergers and splits: who went into whom stays; nobody is lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.cycle.directory.town import (
    DAY,
    FOUNDED,
    PAPER,
    at,
    end,
    merge,
    move,
    rename,
    root_on,
    split,
    unit,
)
from tests.scenarios import TODAY
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import FormerParent, Organisation, Succession
from xuncha.cycle.directory.selectors import line_of, list_successions, load_steps
from xuncha.cycle.directory.services import NewUnit, merge_into_new
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

Town = dict[str, Organisation]
Who = Callable[[str], Actor]
ON = TODAY - 7 * DAY


def bureau(town: Town, code: str = "B3", name: str = "粮食商务局") -> NewUnit:
    return NewUnit(code, name, Kind.DEPARTMENT, "", town["C"].pk)


def test_two_become_a_new_one(who: Who, town: Town) -> None:
    made = merge(who("liwen"), [town["B1"], town["B2"]], bureau(town))
    assert (made.established_on, made.parent_id) == (ON, town["C"].pk)
    assert {at(town[code]).dissolved_on for code in ("B1", "B2")} == {ON}
    assert {(one.predecessor, one.successor, one.on, one.is_merge) for one in load_steps()} == {
        (town["B1"].pk, made.pk, ON, True), (town["B2"].pk, made.pk, ON, True),
    }  # fmt: skip
    assert AuditRow.objects.filter(verb="directory.organisation.merged").count() == 2


def test_towns_that_merge_hand_their_villages_over(who: Who, town: Town) -> None:
    made = merge(
        who("liwen"), [town["T1"], town["T2"]], NewUnit("T3", "青屏镇", Kind.TOWN, "", town["C"].pk)
    )
    assert {at(town[code]).parent_id for code in ("V1", "V2", "V3")} == {made.pk}
    assert FormerParent.objects.count() == 3
    then, now = (root_on(who("liwen"), day).children for day in (ON - DAY, ON))
    assert [one.code for one in then] == ["B1", "B2", "T1", "T2"]
    assert [one.code for one in now] == ["B1", "B2", "T3"]


def test_one_takes_another_in(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["T2"]], town["T1"])
    assert at(town["T1"]).dissolved_on is None
    assert at(town["V3"]).parent_id == town["T1"].pk
    line = line_of(who("liwen"), town["T1"])
    assert line.predecessors == {town["T2"].pk}
    assert [one.document for one in list_successions(who("liwen"), line)] == [PAPER]


def test_one_that_was_shared_out_goes_into_each(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["B1"]], town["B2"])
    merge(who("liwen"), [town["B1"]], town["T1"])
    assert line_of(who("liwen"), town["B1"]).successors == {town["B2"].pk, town["T1"].pk}
    with pytest.raises(Conflict, match="已经登记并入"):
        merge(who("liwen"), [town["B1"]], town["B2"])
    with pytest.raises(Conflict, match="已经登记于"):
        merge(who("liwen"), [town["B1"]], town["T2"], on=ON + DAY)


def test_an_end_known_before_gets_its_successor_later(who: Who, town: Town) -> None:
    end(who("liwen"), town["B1"])
    merge(who("liwen"), [town["B1"]], town["B2"], on=ON)
    assert line_of(who("liwen"), town["B2"]).predecessors == {town["B1"].pk}


@pytest.mark.parametrize(
    ("on", "document", "field"),
    [
        (TODAY + DAY, PAPER, "on"), (FOUNDED, PAPER, "on"), (FOUNDED - DAY, PAPER, "on"),
        (ON, "", "document"),
    ],
)  # fmt: skip
def test_refused_days_and_papers(
    who: Who, town: Town, on: dt.date, document: str, field: str
) -> None:
    for act in (
        lambda: merge(who("liwen"), [town["B1"], town["B2"]], bureau(town), on, document),
        lambda: merge(who("liwen"), [town["B1"]], town["B2"], on, document),
        lambda: split(who("liwen"), town["B1"], bureau(town), bureau(town, "B4", "丙局"),
                      on=on, document=document),
    ):  # fmt: skip
        with pytest.raises(Invalid) as caught:
            act()
        assert caught.value.field == field
    assert not Succession.objects.exists()
    assert at(town["B1"]).version == 1


def test_refused_mergers(who: Who, town: Town) -> None:
    actor = who("liwen")
    with pytest.raises(Invalid, match="至少要选两个"):
        merge(actor, [town["B1"]], bureau(town))
    with pytest.raises(Invalid, match="不能选承接单位自己"):
        merge(actor, [town["B1"], town["B2"]], town["B2"])
    with pytest.raises(Invalid, match="下级"):
        merge(actor, [town["T1"]], town["V1"])
    under = NewUnit("X", "甲", Kind.TOWN, "", town["V1"].pk)
    with pytest.raises(Invalid, match="下级"):
        merge(actor, [town["T1"], town["T2"]], under)
    with pytest.raises(Invalid, match="已经有单位用了"):
        merge(actor, [town["B1"], town["B2"]], bureau(town, "V1"))
    assert set(Organisation.objects.values_list("version", flat=True)) == {1}
    assert not Organisation.objects.filter(dissolved_on__isnull=False).exists()


def test_an_ended_one_takes_nobody_in(who: Who, town: Town) -> None:
    end(who("liwen"), town["B2"])
    with pytest.raises(Conflict, match="已经登记于"):
        merge(who("liwen"), [town["B1"]], town["B2"])


def test_a_merger_lies_after_what_the_record_tells(who: Who, town: Town) -> None:
    rename(who("liwen"), town["B1"], name="甲局", from_on=ON)
    with pytest.raises(Invalid, match="才更名"):
        merge(who("liwen"), [town["B1"]], town["B2"], on=ON)
    move(who("liwen"), town["V1"], town["T2"], from_on=TODAY - DAY)
    with pytest.raises(Invalid, match="才调整"):
        merge(who("liwen"), [town["T2"]], town["T1"], on=ON)
    assert at(town["T2"]).dissolved_on is None


def test_stale_versions_stop_a_merger_whole(who: Who, town: Town) -> None:
    seen = at(town["B2"])
    rename(who("song"), town["B2"], name="乙局")
    merging = {town["B1"].pk: 1, town["B2"].pk: seen.version}
    with pytest.raises(Conflict):
        merge_into_new(who("liwen"), merging=merging, unit=bureau(town), on=TODAY, document=PAPER)
    assert at(town["B1"]).dissolved_on is None
    assert not Organisation.objects.filter(code="B3").exists()


def test_villages_born_after_a_backdated_merger_never_stood_below(who: Who, town: Town) -> None:
    late = unit("V8", "新村", Kind.VILLAGE, town["T2"])
    Organisation.objects.filter(pk=late.pk).update(established_on=TODAY - DAY)
    merge(who("liwen"), [town["T2"]], town["T1"])
    assert at(late).parent_id == town["T1"].pk
    assert not FormerParent.objects.filter(organisation=late).exists()


def test_one_becomes_two(who: Who, town: Town) -> None:
    parts = [NewUnit(code, name, Kind.STREET, "", town["C"].pk) for code, name in (
        ("T8", "上青石街道"), ("T9", "下青石街道"),
    )]  # fmt: skip
    children = {town["V1"].pk: "T8", town["V2"].pk: "T9"}
    one, two = split(who("liwen"), town["T1"], *parts, children=children)
    assert (at(town["V1"]).parent_id, at(town["V2"]).parent_id) == (one.pk, two.pk)
    assert at(town["T1"]).dissolved_on == ON
    assert {(step.successor, step.is_merge) for step in load_steps()} == {
        (one.pk, False), (two.pk, False),
    }  # fmt: skip


def test_one_gives_off_another_and_goes_on(who: Who, town: Town) -> None:
    part = NewUnit("T8", "新城街道", Kind.STREET, "", town["C"].pk)
    [made] = split(who("liwen"), town["T1"], part, ends=False, children={town["V2"].pk: "T8"})
    row = at(town["T1"])
    assert (row.dissolved_on, row.version) == (None, 2)
    assert (at(town["V1"]).parent_id, at(town["V2"]).parent_id) == (row.pk, made.pk)


def test_refused_splits(who: Who, town: Town) -> None:
    actor, root = who("liwen"), town["C"].pk
    one, two = (NewUnit(code, code, Kind.TOWN, "", root) for code in ("T8", "T9"))
    everybody = {town["V1"].pk: "T8", town["V2"].pk: "T9"}
    for parts, more, error, sentence in (
        ([one], {"children": everybody}, Invalid, "至少分设为两个"),
        ([one, one], {"children": everybody}, Invalid, "不能相同"),
        ([one, two], {}, Invalid, "柳湾村"),
        ([one, two], {"children": {town["V1"].pk: "T8"}}, Invalid, "石桥村"),
        ([one, two], {"children": everybody | {town["V3"].pk: "T8"}}, Conflict, "不是"),
        ([one, two], {"children": everybody | {town["V1"].pk: "T0"}}, Invalid, "柳湾村"),
        ([], {"ends": False}, Invalid, "请填写"),
        ([one, NewUnit("T9", "丁", Kind.TOWN, "", town["T1"].pk)], {"children": everybody},
         Invalid, "做分设单位的上级"),
        ([NewUnit("T8", "丁", Kind.TOWN, "", town["V1"].pk)],
         {"ends": False, "children": {town["V1"].pk: "T8"}}, Invalid, "下级"),
    ):  # fmt: skip
        with pytest.raises(error, match=sentence):
            split(actor, town["T1"], *parts, **more)
    assert not Succession.objects.exists()
    assert not FormerParent.objects.exists()
    assert not Organisation.objects.filter(code__in=["T8", "T9"]).exists()


def test_a_line_runs_through_years(who: Who, town: Town) -> None:
    merged = merge(who("liwen"), [town["B1"], town["B2"]], bureau(town), on=dt.date(2019, 1, 1))
    one, two = split(
        who("liwen"), merged, bureau(town, "B8", "粮储局"), bureau(town, "B9", "商贸局"),
        on=dt.date(2024, 1, 1),
    )  # fmt: skip
    assert line_of(who("liwen"), one).predecessors == {merged.pk, town["B1"].pk, town["B2"].pk}
    assert line_of(who("liwen"), town["B1"]).successors == {merged.pk, one.pk, two.pk}
    with pytest.raises(Conflict):
        split(who("liwen"), merged, bureau(town, "B7", "甲"), bureau(town, "B6", "乙"), on=ON)
