"""The demo's talent pool: the same each time, nobody twice, and lists that can be brought in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from xuncha.cycle.pool import defaults
from xuncha.cycle.pool.enums import InspectorState, Kinship, TieKind, TieSource
from xuncha.cycle.pool.importing.columns import columns_of
from xuncha.cycle.pool.kinship import kinship_of
from xuncha.demo.texts.talent import PEOPLE, talents
from xuncha.demo.texts.talent_books import NEWCOMERS, demo_pool_books
from xuncha.demo.world import DEMO_DATE, World, build
from xuncha.foundation.exchange.sheets import guess_sheets, open_grids, open_sheet


def test_the_same_seed_gives_the_same_people_and_nobody_twice(world: World) -> None:
    pool = talents(world)
    assert pool == talents(build())
    fresh = talents(world, number=NEWCOMERS, label="list")
    names = [one.name for one in (*pool, *fresh)]
    assert len(set(names)) == len(names) == PEOPLE + NEWCOMERS


def test_everything_can_have_happened(world: World) -> None:
    homes = {one.short_name for one in world.organisations}
    for one in talents(world):
        assert one.outside or one.home in homes
        assert set(one.specialties) <= set(defaults.SPECIALTIES)
        assert one.home_since <= DEMO_DATE
        assert one.joined_party_on < DEMO_DATE
        InspectorState(one.state)
        for tie in one.ties:
            TieKind(tie.kind)
            TieSource(tie.source)
            assert tie.unit in homes
            assert tie.kind != "kin" or kinship_of(tie.relationship) != Kinship.FURTHER
            assert not (tie.from_on and tie.until_on) or tie.from_on <= tie.until_on
        for served in one.served:
            assert served.unit in homes - {one.home}
            assert served.on < DEMO_DATE


def test_there_is_something_of_everything(world: World) -> None:
    pool = talents(world)
    assert set(Counter(one.state for one in pool)) == set(InspectorState)
    assert {tie.kind for one in pool for tie in one.ties} >= {
        "post", "kin", "native", "business", "declared",
    }  # fmt: skip
    assert any(tie.withdrawn for one in pool for tie in one.ties)
    admitted = [one for one in pool if one.state == "admitted"]
    assert 70 <= len(admitted) <= 90
    assert sum(one.can_lead for one in admitted) >= 12
    assert sum(one.from_discipline for one in admitted) >= 10
    last = [one.expires_on for person in admitted for one in person.certificates if one.expires_on]
    assert any(day < DEMO_DATE for day in last)
    assert any(0 <= (day - DEMO_DATE).days <= 90 for day in last)


def test_both_lists_are_found_in_their_books(world: World, tmp_path: Path) -> None:
    people, ties = demo_pool_books(tmp_path, world=world)
    for path, kind, rows in ((people, "people", NEWCOMERS + 2), (ties, "ties", 5)):
        columns = columns_of(kind)
        grids = open_grids(path, path.name)
        [layout] = guess_sheets(grids, columns)
        grid = next(one for one in grids if one.name == layout.name)
        assert len(list(open_sheet(grid, layout, columns).table.rows)) == rows
