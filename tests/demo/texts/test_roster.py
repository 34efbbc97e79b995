"""The list of organisations that comes with the demo: messy, and the same every time."""

from __future__ import annotations

from pathlib import Path

from xuncha.cycle.directory.importing.rows import read_rows
from xuncha.cycle.directory.importing.sheets import find_layout
from xuncha.demo.texts.roster import demo_roster
from xuncha.demo.world import World
from xuncha.engines.reading.grids import read_grids


def test_the_list_is_read_whole(tmp_path: Path, world: World) -> None:
    grids = read_grids(demo_roster(tmp_path, world=world))
    layout = find_layout(grids)
    assert layout is not None
    fields = [[one["field"] for one in sheet["columns"]] for sheet in layout["sheets"]]
    people = ["secretary", "secretary_phone", "liaison", "liaison_phone", "note"]
    assert fields == [
        [None, "code", "name", "kind", "established_on", *people], [None, "parent", "name", *people]
    ]  # fmt: skip
    drafts = read_rows(grids, layout)
    wrong = [one.name for one in drafts if one.problems]
    assert wrong == ["清源区旧城改造指挥部"]
    assert {one.band for one in drafts if one.sheet == "区直单位和企事业"} == {
        "区直部门", "区属企业", "学校", "医院"
    }  # fmt: skip
    towns = {one.values["parent"] for one in drafts if one.sheet == "镇街和村社区"}
    assert towns == {"云津街道", "河西街道", "东屏街道", "望川镇"}


def test_the_same_world_gives_the_same_list(tmp_path: Path, world: World) -> None:
    one = demo_roster(tmp_path / "a", world=world)
    other = demo_roster(tmp_path / "b", world=world)
    assert one.read_bytes() == other.read_bytes()
