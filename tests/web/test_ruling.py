"""The next version of a room's rules, from its form to the page of the versions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from xuncha.cycle.workpapers.rules import LIAISON, SECOND

pytestmark = pytest.mark.django_db

EXTENSIONS = (
    "rectification_new_extension_rules", "rectification_extension_rules",
    {"staff_days": 10, "director_days": 40, "director_times": 2, "most_days": 200,
     "reopened_workdays": 30},
    {"staff_days": 90}, "工作人员可批的天数不能多于主任", "不超过 40 天",
)  # fmt: skip
PAPERS = (
    "workpapers_new_rules", "workpapers_rules",
    {"for_deputy": LIAISON, "for_leader": SECOND, "answer_days": 7},
    {"effective_on": "2020-01-01"}, "启用日期不能早于今天", "送达之后 7 个工作日",
)  # fmt: skip


@pytest.mark.parametrize(
    ("new", "versions", "told", "wrong", "objection", "shown"), [EXTENSIONS, PAPERS]
)
def test_the_next_version_is_taken_or_told_what_is_wrong(
    new: str, versions: str, told: dict[str, object], wrong: dict[str, object], objection: str,
    shown: str, as_: Callable[[str], Client],
) -> None:  # fmt: skip
    director = as_("song")
    told = {"effective_on": "2026-03-18", "note": "区里另有规定"} | told
    refused = director.post(reverse(new), told | wrong)
    assert refused.status_code == 400
    assert objection in refused.content.decode()
    assert shown not in director.get(reverse(versions)).content.decode()
    taken = director.post(reverse(new), told)
    assert (taken.status_code, taken["Location"]) == (302, reverse(versions))
    assert shown in director.get(reverse(versions)).content.decode()


def test_a_form_of_one_room_tells_the_way_back(as_: Callable[[str], Client]) -> None:
    told = as_("song").get(reverse("workpapers_new_rules")).content.decode()
    crumb = f'<a href="{reverse("workpapers_rules")}">底稿规则</a>'
    assert crumb in told
    assert crumb not in as_("song").get(reverse("schemes_new_rules")).content.decode()
