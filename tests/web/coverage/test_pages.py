"""Pages of the term and its plan: numbers open their rows, forms say what is wrong, files in and
out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cycle.planning.coverage.district import (
    District,
    approved,
    district,
    draft,
    place_all,
    unit,
    workbook,
)
from tests.people import Cast, cast
from xuncha.cycle.planning.coverage import demands
from xuncha.cycle.planning.models import Demand, DemandImport, PlanVersion, RiskModel, Round, Term
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.jobs.runner import run

SignIn = Callable[[str], Client]


@pytest.fixture(name="made")
def _made(db: None) -> District:
    return district()


@pytest.fixture
def people(made: District) -> Cast:
    return cast()


def body(answer: Any) -> str:
    if answer.streaming:
        return b"".join(answer.streaming_content).decode("latin1")
    return answer.content.decode()  # type: ignore[no-any-return]


def book_of(answer: Any) -> list[tuple[Any, ...]]:
    content = b"".join(answer.streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("who", ["liwen", "hejingan"])
@pytest.mark.parametrize("query", ["", "?by=year", "?on=2025-09-15", "?by=year&on=2024-10-01"])
def test_every_number_of_the_map_opens_as_many_rows(
    made: District, people: Cast, as_: SignIn, query: str, who: str
) -> None:
    plan = draft(people.actor("liwen"), made)
    place_all(plan, made)
    approved(people.actor("liwen"), people.actor("hejingan"), made, plan)
    client = as_(who)
    page = body(client.get(f"/term/{query}"))
    links = re.findall(r'href="(/term/rows/[^"]+)">(?:<span[^>]*>[^<]*</span>)?(\d+)</a>', page)
    assert len(links) > 15
    for url, number in links:
        rows = client.get(unescape(url))
        assert rows.context["page"].total.number == int(number), url


def test_rows_say_why(made: District, people: Cast, as_: SignIn) -> None:
    page = body(as_("liwen").get("/term/rows/?standing=counted"))
    assert "第二轮常规巡察，2025-09-01 进驻" in page
    owed = body(as_("liwen").get("/term/rows/?standing=left&q=教育"))
    assert "本届尚未巡察" in owed
    assert "住建局" not in owed


@pytest.mark.parametrize("query", ["on=2026-13-40", "on=昨天", "term=999", "by=week"])
def test_nonsense_in_the_address_is_one_sentence(made: District, as_: SignIn, query: str) -> None:
    for page in ("/term/", "/term/rows/", "/coverage/"):
        assert as_("liwen").get(f"{page}?{query}").status_code == 400


def test_rows_go_out_as_they_are_shown_and_it_is_noted(made: District, as_: SignIn) -> None:
    rows = book_of(as_("hejingan").post("/term/export/", {"standing": "left"}))
    names = [row[1] for row in rows[4:]]
    assert "清源区教育局" in names
    assert "清源区水务局" not in names
    assert AuditRow.objects.filter(verb="exchange.table.exported").count() == 1


def test_the_list_of_needs_goes_out_and_comes_back_unchanged(
    made: District, people: Cast, as_: SignIn
) -> None:
    clerk = as_("liwen")
    clerk.post(f"/coverage/terms/{made.term.pk}/needs/prepare/")
    need = Demand.objects.get(organisation=made.units["A05"])
    demands.change_demand(
        people.actor("liwen"), demand_id=need.pk, version=1,
        changes={"skills": ["财务", "工程"], "typed": {"money": 2.5}, "set_risk": 66,
                 "set_reason": "=1+1", "due": Round.objects.get(number=6).end_on},
    )  # fmt: skip
    unit(made, "B05", "清源区教育局")
    clerk.post(f"/coverage/terms/{made.term.pk}/needs/prepare/")
    answer = clerk.post(f"/coverage/terms/{made.term.pk}/needs/export/")
    stream = io.BytesIO(b"".join(answer.streaming_content))
    stream.name = "需求.xlsx"
    brought = clerk.post(f"/coverage/terms/{made.term.pk}/needs/bring/", {"file": stream})
    assert brought.status_code == 302
    row = DemandImport.objects.get()
    assert row.summary == {"changed": 0, "same": Demand.objects.count(), "refused": 0}


def test_a_bad_row_comes_back_as_a_workbook_with_its_reason(made: District, as_: SignIn) -> None:
    clerk = as_("liwen")
    stream = workbook(["单位", "工作量"], ["教育局", 12], ["天文台", 3], title="需求清单")
    stream.name = "需求.xlsx"
    clerk.post(f"/coverage/terms/{made.term.pk}/needs/bring/", {"file": stream})
    row = DemandImport.objects.get()
    page = body(clerk.get(f"/coverage/imports/{row.pk}/"))
    assert "第 4 行“单位”：“天文台”：名录里没有这个单位。" in page
    assert "工作量：20 → <strong>12</strong>" in page
    back = book_of(clerk.post(f"/coverage/imports/{row.pk}/refused/"))
    assert back[0][:3] == ("不能导入的原因", "单位", "工作量")
    assert back[1][:3] == ("原第 4 行：“单位”：“天文台”：名录里没有这个单位。", "天文台", 3)
    stuck = clerk.post(f"/coverage/imports/{row.pk}/take/", {"version": 1}, follow=True)
    assert "第 4 行" in body(stuck)
    clerk.post(f"/coverage/imports/{row.pk}/take/", {"version": 1, "leave_refused": "on"})
    assert Demand.objects.get(organisation=made.units["A05"]).effort == 12
    again = clerk.post(f"/coverage/imports/{row.pk}/take/", {"version": 1})
    assert again.status_code == 409


def test_a_file_that_is_no_list(made: District, as_: SignIn) -> None:
    stream = io.BytesIO(b"MZ\x90\x00 this is a program")
    stream.name = "需求.xlsx"
    answer = as_("liwen").post(f"/coverage/terms/{made.term.pk}/needs/bring/", {"file": stream})
    assert answer.status_code == 400
    assert DemandImport.objects.count() == 0


def test_a_need_is_changed_with_its_reason(made: District, people: Cast, as_: SignIn) -> None:
    clerk = as_("liwen")
    clerk.post(f"/coverage/terms/{made.term.pk}/needs/prepare/")
    need = Demand.objects.get(organisation=made.units["A05"])
    url = f"/coverage/needs/{need.pk}/change/"
    told = {"version": 1, "effort": 18, "kind": "regular", "skills": "财务，工程", "typed_money": 4,
            "set_risk": 78}  # fmt: skip
    assert "会商确定的风险要写明理由" in body(clerk.post(url, told))
    clerk.post(url, told | {"set_reason": "信访集中"})
    need.refresh_from_db()
    assert (need.effort, need.skills, need.weight, need.typed) == (
        18, ["工程", "财务"], 78, {"money": 4.0},
    )  # fmt: skip
    assert clerk.post(url, told | {"set_reason": "又改"}).status_code == 409
    page = body(as_("hejingan").get(f"/coverage/needs/{need.pk}/"))
    assert "会商确定为 78：信访集中。按模型算出来是 40。" in page
    assert "资金和项目规模 4：25 / 25 分" in page


def test_the_list_of_needs_narrows_and_sorts(made: District, people: Cast, as_: SignIn) -> None:
    demands.prepare_demands(people.actor("liwen"), term_id=made.term.pk)
    Demand.objects.filter(organisation=made.units["A05"]).update(set_risk=90, set_reason="多")
    client, url = as_("hejingan"), f"/coverage/terms/{made.term.pk}/needs/"
    rows = client.get(url).context["page"].rows
    assert rows[0].organisation.code == "A05"
    for query, codes in {
        "band=high": {"A05"}, "mark=settled": {"A05"}, "mark=with_parent": {"V1", "V2", "V3", "V4"},
        "kind=town": {"T1"}, "q=石桥": {"V1"}, "mark=excluded": set(),
    }.items():  # fmt: skip
        found = client.get(f"{url}?{query}").context["page"].rows
        assert {one.organisation.code for one in found} == codes, query


def _model(rows: list[tuple[str, str, str, int, float]], **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for at, (code, how, label, weight, top) in enumerate(rows):
        told |= {f"form-{at}-code": code, f"form-{at}-how": how, f"form-{at}-label": label,
                 f"form-{at}-weight": weight, f"form-{at}-top": top}  # fmt: skip
    return told | more


def test_the_effect_of_a_model_is_shown_before_it_is_set(
    made: District, people: Cast, as_: SignIn
) -> None:
    demands.prepare_demands(people.actor("liwen"), term_id=made.term.pk)
    director = as_("song")
    rows = [("years", "computed", "距上次巡察年数", 50, 5), ("", "", "编制数", 50, 90)]
    page = body(director.post("/coverage/risk/new/", _model(rows, look="1")))
    assert "会怎样改变排序" in page
    assert "距上次巡察年数 没有记录：50 / 50 分" in page
    assert RiskModel.objects.count() == 0
    missing = director.post("/coverage/risk/new/", _model(rows, take="1"))
    assert missing.status_code == 400
    told = _model(rows, take="1", note="加编制数", effective_on="2026-03-18")
    assert director.post("/coverage/risk/new/", told).status_code == 302
    kept = RiskModel.objects.get().indicators
    assert [(one["code"], one["how"]) for one in kept] == [("years", "computed"), ("own1", "typed")]
    none = director.post("/coverage/risk/new/", _model([], look="1"))
    assert "至少有一个指标的权重大于 0" in body(none)


def test_a_new_term_from_nothing_to_a_solved_draft(
    made: District, people: Cast, as_: SignIn
) -> None:
    clerk = as_("liwen")
    page = body(clerk.get("/terms/new/"))
    assert 'value="2029-09-01"' in page
    assert 'value="2034-08-31"' in page
    told = {"number": 21, "name": "二十一届区委", "start_on": "2029-09-01", "end_on": "2034-08-31"}
    assert clerk.post("/terms/new/", told).status_code == 302
    assert clerk.post("/terms/new/", told).status_code == 400
    term = Term.objects.get(number=21)
    assert "还没有轮次" in body(clerk.get(f"/terms/{term.pk}/"))
    lay = {"first_on": "2029-10-08", "per_year": 2, "days": 60}
    assert clerk.post(f"/terms/{term.pk}/rounds/lay/", lay).status_code == 302
    assert "第十轮到" in body(clerk.post(f"/terms/{term.pk}/rounds/lay/", lay))
    answer = clerk.post(
        f"/coverage/terms/{term.pk}/plans/new/",
        {"title": "初稿", "source": "scratch", "teams": 3, "most_effort": 80,
         "most_organisations": 20},
    )  # fmt: skip
    plan = PlanVersion.objects.get(term=term)
    assert answer["Location"].endswith(f"/coverage/plans/{plan.pk}/")
    clerk.post(f"/coverage/plans/{plan.pk}/solve/", {"seconds": 10})
    page = body(clerk.get(f"/coverage/plans/{plan.pk}/"))
    assert "正在自动编排" in page
    assert 'draggable="true"' not in page
    plan.refresh_from_db()
    run(plan.job_id or 0)
    ended = clerk.get(f"/coverage/plans/{plan.pk}/progress/", headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"
    done = body(clerk.get(f"/coverage/plans/{plan.pk}/"))
    assert "每条规则都符合，可以送审。" in done
    rows = book_of(clerk.post(f"/coverage/plans/{plan.pk}/export/"))
    assert len(rows) == 4 + Demand.objects.filter(term=term).count()


def test_what_if_stands_beside_the_version_it_rests_on(
    made: District, people: Cast, as_: SignIn
) -> None:
    plan = draft(people.actor("liwen"), made)
    place_all(plan, made)
    clerk, url = as_("liwen"), f"/coverage/plans/{plan.pk}/vary/"
    told = {"title": "少两组", "fewer_teams": 2, "effort_percent": 100, "seconds": 10,
            "unit_1": made.pk("A05"), "until_1": ""}  # fmt: skip
    assert "要一起选" in body(clerk.post(url, told))
    answer = clerk.post(url, told | {"until_1": made.rounds[3].end_on.isoformat()})
    assert answer.status_code == 302
    what = PlanVersion.objects.get(based_on=plan)
    run(what.job_id or 0)
    page = body(as_("hejingan").get(f"/coverage/plans/{what.pk}/compare/"))
    assert "第1版" in page
    assert re.search(r"教育局.*?第五轮.*?第四轮", page, re.S)


PAGES = [
    "/term/", "/term/rows/", "/terms/", "/terms/{term}/", "/coverage/",
    "/coverage/terms/{term}/needs/", "/coverage/plans/{plan}/compare/", "/coverage/risk/",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_more_rows_ask_no_more(made: District, people: Cast, as_: SignIn, page: str) -> None:
    clerk = people.actor("liwen")
    plan, client = draft(clerk, made), as_("song")
    draft(clerk, made)
    url = page.format(term=made.term.pk, plan=plan.pk)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    asked()
    before = asked()
    for n in range(20):
        unit(made, f"X{n}", f"某某局{n}")
    demands.prepare_demands(clerk, term_id=made.term.pk)
    for _ in range(3):
        draft(clerk, made)
    assert asked() <= before
