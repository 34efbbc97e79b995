"""Letters as people meet them: from the proposal to the unit's answer and the print."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.lettered import overdue
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.oversight.models import Letter

SignIn = Callable[[str], Client]


def test_from_the_proposal_to_the_answer(story: Story, people: Cast, as_: SignIn) -> None:
    overdue(story)
    office, unit = as_("liwen"), as_("zhoulan")
    assert "系统提议 1 份" in office.get("/oversight/letters/").content.decode()
    offer = office.get("/oversight/proposals/").context["rows"][0]
    url = f"/inspections/{story.inspection.pk}/oversight/letters/"
    told = {"kind": offer["one"].kind, "ground": offer["one"].ground, "items": offer["items"]}
    assert office.post(url, told | {"items": "x"}).status_code == 400
    answer = office.post(url, told)
    row = Letter.objects.get()
    one = f"/oversight/letters/{row.pk}/"
    assert answer["Location"] == f"{one}change/"

    def move(who: str, action: str, **more: str) -> int:
        row.refresh_from_db()
        data = {"action": action, "version": row.version, **more}
        return as_(who).post(f"{one}move/", data).status_code

    form = {"version": row.version, "facts": "逾期一件\n请说明", "demand": "1．说明原因。"}
    assert office.post(f"{one}change/", form | {"facts": ""}).status_code == 400
    assert office.post(f"{one}change/", form).status_code == 302
    assert move("liwen", "submit") == 302
    assert move("liwen", "approve") == 403
    assert "等另一个人（主任或者领导小组成员）批准" in office.get(one).content.decode()
    assert "同意就批准" in as_("song").get(one).content.decode()
    assert "等我审批的督办文书" in as_("song").get("/").content.decode()
    assert move("song", "approve") == 302
    assert unit.get(one).status_code == 404
    assert "由巡察办发出以后单位才看得到" in office.get(one).content.decode()
    assert move("liwen", "issue") == 302
    page = unit.get(one).content.decode()
    assert "请在 2026-03-20 前签收" in page
    assert "李闻" not in page
    assert "等本单位签收、答复的督办文书" in unit.get("/").content.decode()
    assert move("wutong", "receive") == 404
    assert move("zhoulan", "receive") == 302
    row.refresh_from_db()
    said = {"version": row.version, "text": "4月10日完成", "uploads": [
        SimpleUploadedFile("计划.txt", "计划".encode())]}  # fmt: skip
    assert unit.post(f"{one}answer/", said).status_code == 302
    page = office.get(one).content.decode()
    for words in ("4月10日完成", "计划.txt", "文字和批准时一致", "联络员", "落实了就办结"):
        assert words in page
    Letter.objects.update(facts="别的话")
    assert "文字和批准时不一致" in office.get(one).content.decode()
    Letter.objects.update(facts="逾期一件\n请说明")
    paper = unit.post(f"{one}print/").content.decode()
    for words in ("区委巡察工作领导小组办公室", "巡督〔2026〕1号", "<p>逾期一件</p>", "回执"):
        assert words in paper
    assert not [name for name in ("李闻", "宋致远", "郑岩") if name in paper]
    file = row.answers.get().files.get()
    assert office.post(f"/oversight/letter-files/{file.pk}/").status_code == 200
    assert as_("wutong").post(f"/oversight/letter-files/{file.pk}/").status_code == 404
    assert office.get("/oversight/letters/?due=owed").context["page"].rows == []
    assert office.post("/oversight/letters/export/", {}).status_code == 200


def test_the_office_starts_a_letter_of_its_own_on_the_units_page(
    story: Story, people: Cast, as_: SignIn
) -> None:
    late = overdue(story)
    office, url = as_("liwen"), f"/inspections/{story.inspection.pk}/oversight/"
    page = office.get(url)
    assert page.context["late_items"] == str(late.pk)
    assert office.post(f"{url}letters/", {"kind": "guide", "items": late.pk}).status_code == 302
    row = Letter.objects.get()
    assert (row.ground, row.about.get().item) == ("other", late)
    assert row.get_kind_display() in office.get(url).content.decode()
    assert "另拟一份" not in as_("hejingan").get(url).content.decode()
    assert "整改阶段督查指导书" not in as_("zhoulan").get(url).content.decode()
