"""The board in a browser without scripts and with htmx: moving, refusing, what changed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.cycle.planning.coverage.district import District, district, draft, entry
from tests.people import Cast, cast
from xuncha.cycle.planning.models import Demand, PlanEntry, PlanVersion

HTMX = {"HX-Request": "true"}


@pytest.fixture(name="made")
def _made(db: None) -> District:
    return district()


@pytest.fixture
def people(made: District) -> Cast:
    return cast()


@pytest.fixture(name="plan")
def _plan(made: District, people: Cast) -> PlanVersion:
    return draft(people.actor("liwen"), made)


SignIn = Callable[[str], Client]


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_villages_are_folded_under_their_town(
    made: District, plan: PlanVersion, as_: SignIn
) -> None:
    page = body(as_("liwen").get(f"/coverage/plans/{plan.pk}/"))
    assert "带 3 个村（社区）" in page
    assert page.count(f'id="unit-{made.pk("V1")}"') == 1
    assert "还有" not in page
    assert "教育局还没有排进轮次。" in page


def test_a_move_answers_with_the_parts_that_changed(
    made: District, plan: PlanVersion, as_: SignIn
) -> None:
    client, at = as_("liwen"), made.rounds[4]
    answer = client.post(
        f"/coverage/plans/{plan.pk}/move/",
        {"organisation": made.pk("T1"), "version": 1, "round": at.pk, "team": 2},
        headers=HTMX,
    )
    parts = body(answer)
    assert answer.status_code == 200
    assert re.findall(r'id="(told|faults|rail|waiting|round-\d+)"', parts) == [
        "told", "faults", "rail", "waiting", f"round-{at.pk}",
    ]  # fmt: skip
    assert parts.count("hx-swap-oob") == 5
    assert "东屏镇已移到第五轮第 2 组。" in parts
    assert f"unit-{made.pk('T1')}" in answer["HX-Trigger-After-Settle"]


def test_the_parts_are_what_a_fresh_page_shows(
    made: District, plan: PlanVersion, as_: SignIn
) -> None:
    client, at = as_("liwen"), made.rounds[4]
    parts = body(
        client.post(
            f"/coverage/plans/{plan.pk}/move/",
            {"organisation": made.pk("A05"), "version": 1, "round": at.pk},
            headers=HTMX,
        )
    )
    fresh = body(client.get(f"/coverage/plans/{plan.pk}/"))

    def round_of(page: str) -> str:
        """The round's part up to the next one."""
        start = page.index(f'id="round-{at.pk}"')
        text = page[start:].split('<details class="panel round')[0].split("</div>\n<form")[0]
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
        return re.sub(r"\s+", " ", text.replace(' hx-swap-oob="true"', "")).strip()

    assert round_of(parts) == round_of(fresh)


def test_a_broken_rule_is_said_in_the_same_answer(
    made: District, plan: PlanVersion, as_: SignIn
) -> None:
    Demand.objects.filter(organisation=made.units["A05"]).update(due="2026-12-31")
    answer = as_("liwen").post(
        f"/coverage/plans/{plan.pk}/move/",
        {"organisation": made.pk("A05"), "version": 1, "round": made.rounds[5].pk},
        headers=HTMX,
    )
    assert "教育局最迟应在 2026-12-31 前完成，第六轮到 2027-10-29 才结束。" in body(answer)
    assert "note--warning" in body(answer)
    assert entry(plan, made, "A05").round == made.rounds[5], "told, not forbidden"


def test_without_scripts_it_is_a_form_and_a_page(
    made: District, plan: PlanVersion, as_: SignIn
) -> None:
    client = as_("liwen")
    page = body(client.get(f"/coverage/plans/{plan.pk}/units/{made.pk('A05')}/"))
    assert "<!doctype html>" in page
    assert "第五轮（4 组，已用 0%）" in page
    answer = client.post(
        f"/coverage/plans/{plan.pk}/move/",
        {"organisation": made.pk("A05"), "version": 1, "round": made.rounds[4].pk},
        follow=True,
    )
    assert "教育局已移到第五轮第 1 组。" in body(answer)


def test_somebody_was_faster(made: District, plan: PlanVersion, as_: SignIn) -> None:
    client = as_("liwen")
    told = {"organisation": made.pk("A05"), "version": 1, "round": made.rounds[4].pk}
    assert client.post(f"/coverage/plans/{plan.pk}/move/", told, headers=HTMX).status_code == 200
    again = as_("zhaoqing").post(f"/coverage/plans/{plan.pk}/move/", told, headers=HTMX)
    assert again.status_code == 409
    assert "教育局刚才有人移动过" in body(again)
    assert "<!doctype" not in body(again)


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"version": "x"}, 400, "提交的内容不完整"),
        ({"team": 99}, 400, "提交的内容不完整"),
        ({"team": 9}, 400, "只有 4 个组"),
        ({"round": 999}, 404, "没有找到"),
        ({"organisation": 999}, 404, "没有找到"),
    ],
)
def test_nonsense(
    made: District, plan: PlanVersion, as_: SignIn, told: dict[str, object], status: int, words: str
) -> None:
    plain = {"organisation": made.pk("A05"), "version": 1, "round": made.rounds[4].pk}
    answer = as_("liwen").post(f"/coverage/plans/{plan.pk}/move/", plain | told, headers=HTMX)
    assert answer.status_code == status
    assert words in body(answer)
    assert entry(plan, made, "A05").version == 1


def test_pins_and_teams(made: District, plan: PlanVersion, as_: SignIn) -> None:
    client = as_("liwen")
    answer = client.post(
        f"/coverage/plans/{plan.pk}/pin/",
        {"organisation": made.pk("A04"), "version": 1, "pinned": "on", "note": "换届"},
        headers=HTMX,
    )
    assert "住建局已固定在这一轮。" in body(answer)
    at = made.rounds[3].pk
    answer = client.post(
        f"/coverage/plans/{plan.pk}/rounds/{at}/teams/", {"teams": 1}, headers=HTMX
    )
    assert "第四轮改为 1 个组。" in body(answer)
    assert "这一轮只有 1 个组" in body(answer)


def test_leaders_read_and_find_no_way_to_write(
    made: District, plan: PlanVersion, as_: SignIn
) -> None:
    client = as_("hejingan")
    page = body(client.get(f"/coverage/plans/{plan.pk}/"))
    assert 'draggable="true"' not in page
    assert f"/coverage/plans/{plan.pk}/solve/" not in page
    part = body(client.get(f"/coverage/plans/{plan.pk}/units/{made.pk('A05')}/", headers=HTMX))
    assert "<!doctype" not in part
    assert "/move/" not in part


def test_ten_times_the_units_ask_no_more(
    made: District, plan: PlanVersion, as_: SignIn, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.cycle.planning.coverage.district import unit

    client, url = as_("liwen"), f"/coverage/plans/{plan.pk}/"
    client.get(url)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    for n in range(60):
        one = unit(made, f"X{n}", f"某某局{n}")
        PlanEntry.objects.create(plan=plan, organisation=one, kind="regular")
    with CaptureQueriesContext(connection) as second:
        client.get(url)
    assert len(second) <= len(first)


def test_the_way_from_draft_to_force(made: District, plan: PlanVersion, as_: SignIn) -> None:
    clerk, leader, url = as_("liwen"), as_("hejingan"), f"/coverage/plans/{plan.pk}/"
    refused = clerk.post(f"{url}submit/", {"version": plan.version})
    assert refused.status_code == 409
    assert "还不能送审" in body(refused)
    PlanEntry.objects.filter(plan=plan, done=False, round=None).update(
        round=made.rounds[4], team_number=1
    )
    page = body(clerk.post(f"{url}submit/", {"version": plan.version}, follow=True))
    assert "已送审" in page
    assert "您的岗位没有“批准覆盖规划”这项权限。" in page
    plan.refresh_from_db()
    back = leader.post(f"{url}return/", {"version": plan.version, "reason": ""})
    assert back.status_code == 400
    done = leader.post(
        f"{url}approve/",
        {"version": plan.version, "approved_on": "2026-03-18", "paper_number": "纪要3号"},
        follow=True,
    )
    assert "这一版冻结并生效" in body(done)
    moved = clerk.post(
        f"{url}move/", {"organisation": made.pk("A05"), "version": 1, "round": ""}, headers=HTMX
    )
    assert moved.status_code == 409
    assert "不能再改；请另起一版" in body(moved)
