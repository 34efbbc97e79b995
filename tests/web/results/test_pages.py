"""Results as people meet them: handed over and answered, a desk, a common problem, plans."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.people import Cast
from tests.resulted import alike, built, issued, left_over, planned, to_unit
from tests.scenarios import Story
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.planning.coverage import drafting
from xuncha.cycle.results.models import CommonProblem, JointPlan, Result, ResultCount, SelfCheck
from xuncha.cycle.results.services import joint

SignIn = Callable[[str], Client]


def test_a_recommendation_to_its_result(story: Story, people: Cast, as_: SignIn) -> None:
    office, partner = as_("liwen"), as_("fengli")
    start = office.post("/results/new/", {"inspection": story.inspection.pk})
    assert start["Location"] == f"/results/new/?inspection={story.inspection.pk}"
    form = {
        "kind": "account", "title": "核查接待费", "text": "建议核查", "area": "discipline",
        "addressee_id": people["fengli"].pk, "findings": [story.findings[1].pk],
    }  # fmt: skip
    wrong = office.post(start["Location"], form | {"area": ""})
    assert wrong.status_code == 400
    assert "哪一方面" in wrong.content.decode()
    assert office.post(start["Location"], form).status_code == 302
    row = Result.objects.get()
    url = f"/results/{row.pk}/"

    def move(who: str, action: str, **more: str) -> int:
        row.refresh_from_db()
        data = {"action": action, "version": row.version, **more}
        return as_(who).post(f"{url}move/", data).status_code

    assert partner.get(url).status_code == 404
    assert "核查接待费" in as_("song").get("/").content.decode()
    assert move("song", "issue") == 302
    desk = partner.get("/results/desk/").content.decode()
    for words in ("巡果〔2026〕1号", "待接收", "2026-03-23"):
        assert words in desk
    assert "看过以后点“接收”" in partner.get(url).content.decode()
    assert move("fengli", "receive") == 302
    assert "等纪检监察方面反馈结果" in office.get(url).content.decode()
    row.refresh_from_db()
    said = {
        "version": row.version, "outcome": "adopted", "text": "已诫勉", "code_1": "admonish",
        "post_1": "股级干部", "number_1": "2",
    }  # fmt: skip
    assert partner.post(f"{url}answer/", said | {"post_1": ""}).status_code == 400
    assert partner.post(f"{url}answer/", said | {"code_2": "case"}).status_code == 400
    said |= {"uploads": SimpleUploadedFile("a.txt", b"a")}
    assert partner.post(f"{url}answer/", said).status_code == 302
    assert ResultCount.objects.get().post == "股级干部"
    page = partner.get(url).content.decode()
    assert "股级干部" in page
    assert "李闻" not in page
    assert "等着办结" in office.get("/").content.decode()
    assert move("liwen", "close", reason="到位") == 302
    assert "已办结" in office.get(url).content.decode()
    assert office.post("/results/export/", {}).status_code == 200
    assert office.get("/results/?due=late").context["page"].rows == []
    assert partner.get("/results/desk/").context["done"] == [row]


def test_what_is_overdue_shows(story: Story, people: Cast, as_: SignIn) -> None:
    row = issued(story, people, to_unit(story))
    Result.objects.update(receive_by="2026-03-02")
    page = as_("liwen").get("/results/?due=late")
    assert page.context["page"].rows == [row]
    assert "1 件" in page.content.decode()
    assert "等我们办的成果运用事项" in as_("zhoulan").get("/").content.decode()
    assert "超期没有接收" in as_("zhoulan").get(f"/results/{row.pk}/").content.decode()


def test_a_common_problem_from_the_proposal_to_the_answer(
    story: Story, people: Cast, as_: SignIn
) -> None:
    ids, where = alike(story), left_over(people)
    office, unit = as_("liwen"), as_("wutong")
    page = office.get(f"/results/commons/?round={story.round.pk}")
    assert page.context["found"] == 1
    assert "<mark" in page.content.decode()
    name = f"/results/rounds/{story.round.pk}/commons/new/?findings={','.join(map(str, ids))}"
    form = {"title": "河道没人管", "text": "查河段", "findings": ids}
    assert office.post(name, form | {"findings": ids[:1]}).status_code == 400
    assert office.post(name, form).status_code == 302
    row = CommonProblem.objects.get()
    asked = {"version": row.version, "units": [where.pk]}
    assert as_("song").post(f"/results/commons/{row.pk}/publish/", asked).status_code == 302
    check = SelfCheck.objects.get()
    url = f"/results/selfchecks/{check.pk}/"
    assert "未巡先改：河道没人管" in unit.get("/").content.decode()
    page = unit.get(url).content.decode()
    assert "查河段" in page
    assert "柳河" not in page
    assert "水务局" not in page
    said = {"version": check.version, "found": "yes", "text": "一处", "put_right": ""}
    assert unit.post(f"{url}answer/", said).status_code == 400
    assert unit.post(f"{url}answer/", said | {"put_right": "已清"}).status_code == 302
    assert office.get("/results/selfchecks/?found=yes").context["page"].rows == [check]
    check.refresh_from_db()
    done = {"action": "close", "version": check.version}
    assert office.post(f"{url}move/", done).status_code == 302
    assert office.post("/results/selfchecks/export/", {}).status_code == 200
    used = office.get(f"/results/new/?common={row.pk}")
    assert used.context["form"].initial["findings"] == sorted(ids)


def test_an_institution_and_plans(story: Story, people: Cast, as_: SignIn) -> None:
    row = built(story, people)
    office, unit = as_("liwen"), as_("zhoulan")
    page = unit.get(f"/results/institutions/{row.pk}/").content.decode()
    assert "《河道管护办法》" in page
    form = {
        "title": "公车办法", "cause": "审批不严", "in_force_on": "2026-03-01", "text": "第一条",
        "findings": [story.findings[1].pk],
    }  # fmt: skip
    assert unit.post("/results/institutions/new/", form | {"text": ""}).status_code == 400
    assert unit.post("/results/institutions/new/", form).status_code == 302
    listed = office.get("/results/institutions/?back=no")
    assert len(listed.context["page"].rows) == 2
    assert office.post("/results/institutions/export/", {}).status_code == 200
    planned(story, people)
    page = office.get("/results/joint/?year=2025&only=meet")
    assert page.context["meet"] == 1
    assert "经济责任审计" in page.content.decode()
    card = office.get(f"/inspections/{story.inspection.pk}/").content.decode()
    assert "同月的其他监督" in card
    told = {"area": "audit", "year": "2025", "text": "A02\t11\t预算审计"}
    assert as_("fengli").post("/results/joint/new/", told | {"text": "A02"}).status_code == 400
    assert as_("fengli").post("/results/joint/new/", told).status_code == 302
    plan = JointPlan.objects.latest("pk")
    gone = {"reason": "改期"}
    assert as_("fengli").post(f"/results/joint/{plan.pk}/withdraw/", gone).status_code == 302
    assert office.post("/results/joint/export/", {"year": "2025"}).status_code == 200


def test_whoever_plans_sees_who_else_comes(story: Story, people: Cast, as_: SignIn) -> None:
    plan = drafting.draft_plan(people.actor("liwen"), term_id=story.term.pk, title="初稿")
    told = "A01\t4\t经济责任审计\nA01\t2\t已经查过的\nA02\t4\t资产检查"
    joint.add_plans(people.actor("liwen"), area=BriefingSource.AUDIT, year=2026, text=told)
    url = reverse("coverage_entry", args=[plan.pk, story.water.pk])
    page = as_("liwen").get(url).content.decode()
    assert "2026 年 4 月 审计：经济责任审计" in page
    for words in ("已经查过的", "资产检查"):
        assert words not in page
