"""The pages of one inspection: few in one row, many in parts, each within two steps."""

from __future__ import annotations

import dataclasses

import xuncha.web.urls  # noqa: F401 (every area adds its tabs there)
from tests.web.ui.test_tags import shown
from xuncha.cycle.directory.roles import INSPECTOR, OFFICE_DIRECTOR, UNIT_LIAISON
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import SYSTEM
from xuncha.web.rounds import tabs

PAST = Inspection(pk=7)
NOBODY = dataclasses.replace(SYSTEM, is_system=False)


def _strip(role: str, here: str) -> tabs.Strip:
    return tabs.tabs_for(dataclasses.replace(NOBODY, roles=frozenset({role})), PAST, here)


def test_many_pages_stand_in_parts_and_all_are_reached() -> None:
    for role in (OFFICE_DIRECTOR, INSPECTOR):
        mine = [one for one in tabs._tabs if role in one.audience]
        assert len(mine) > tabs.FLAT
        for one in mine:
            strip = _strip(role, one.url_name)
            assert len(strip.rows) <= len(tabs.Part)
            assert [here for _, _, here, _ in strip.rows].count(True) == 1
            shown_as = {label for label, _, here, _ in (strip.under or strip.rows) if here}
            assert shown_as == {one.label}
    whole = _strip(OFFICE_DIRECTOR, "rounds_inspection")
    assert [label for label, *_ in whole.rows] == [str(one) for one in tabs.Part]
    assert whole.under == []


def test_few_pages_stand_in_one_row() -> None:
    strip = _strip(UNIT_LIAISON, "evaluation_process")
    assert "办理进程" in [label for label, _, here, _ in strip.rows if here]
    assert strip.under == []
    assert not tabs.tabs_for(NOBODY, PAST, "rounds_inspection")


def test_parts_and_pages_are_two_named_rows_of_links() -> None:
    strip = _strip(OFFICE_DIRECTOR, "inquiry_talks")
    text = shown("{% tab_groups '巡察任务' strip %}", strip=strip)
    assert 'aria-label="巡察任务"' in text
    assert 'aria-label="巡察任务：巡中"' in text
    assert text.count('aria-current="page"') == 2
    assert shown("{% tab_groups '巡察任务' strip %}", strip=[]).strip() == ""
