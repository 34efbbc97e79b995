"""Double publicity: the text from the data, two people, working days, objections."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.evaluated import both_accepted, drafted, published, submitted
from tests.overseen import verify
from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, finding, item, told
from xuncha.cycle.directory.models import Contact
from xuncha.cycle.evaluation.enums import PublicityState, Scope
from xuncha.cycle.evaluation.models import Publicity
from xuncha.cycle.evaluation.outdated import fallen
from xuncha.cycle.evaluation.services import publicity
from xuncha.cycle.evaluation.wording import digest_of
from xuncha.cycle.findings.models import FindingPerson
from xuncha.cycle.rectification.services import steps
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_the_text_comes_from_the_data_without_clues(story: Story, people: Cast) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    secret = finding(story.inspection, "8", "某股长收受礼金2000元")
    item(secret, "8", "收受礼金")
    named = finding(story.inspection, "9", "回避不落实，原股长龚某某未申报。副股长张某兼管后勤")
    item(named, "9", "回避不落实")
    row = drafted(story, people)
    for words in (
        "反馈的6个问题分解为6件整改事项，其中申报完成1件，申报完成率16.7%；经另一人核实0件",
        "1．专项资金支出缓慢，2024年结余资金48万元未盘活。",
        "5．回避不落实，原股长有关人员未申报。",
        "整改情况：单位已申报完成，正在核实。", "另有1个问题按规定不在此公开",
    ):  # fmt: skip
        assert words in row.text
    for words in ("龚某", "张某", "后勤", "礼金", "整改措施", "周岚"):
        assert words not in row.text
    inside = drafted(story, people, Scope.INSIDE)
    assert "整改措施：逐项清理专项资金结余48万元未盘活，月底前办结。" in inside.text


def test_nobody_stands_in_it_by_name(story: Story, people: Cast) -> None:
    found = finding(story.inspection, "8", "欧阳青山未履行验收职责。其余略")
    item(found, "8", "补办验收")
    FindingPerson.objects.create(finding=found, number=1, post="工程科科长方大海", duty="main")
    for unit, post, name in (
        (story.water, "liaison", "高明"), (story.civil, "head", "欧阳青山"),
        (story.civil, "liaison", "平安"),
    ):  # fmt: skip
        Contact.objects.create(organisation=unit, post=post, name=name, from_on=TODAY)
    row = drafted(story, people)
    assert "有关人员未履行验收职责" in row.text
    liaison = people.actor("zhoulan")

    def change(text: str) -> Publicity:
        return publicity.change_publicity(
            liaison, publicity_id=row.pk, version=row.version, text=text, contact="电话"
        )

    for text, names in (
        ("由高明牵头，周岚经办", "“高明”、“周岚”"), ("方大海已作检查", "“方大海”"),
        ("民政局局长平安到场", "“平安”"), ("请欧阳青山验收", "“欧阳青山”"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=f"写了人名{names}，公开的文字不写姓名"):
            change(text)
    row = change("确保群众平安度汛，工程科科长已作检查")
    Publicity.objects.filter(pk=row.pk).update(text="宋致远批示")
    with pytest.raises(Invalid, match="“宋致远”"):
        publicity.submit_publicity(liaison, publicity_id=row.pk, version=row.version)


def test_nothing_is_laid_open_before_both_reports_are_accepted(story: Story, people: Cast) -> None:
    liaison = people.actor("zhoulan")
    with pytest.raises(Conflict, match="两份整改报告都接受"):
        publicity.draft_publicity(liaison, inspection_id=story.inspection.pk, scope=Scope.PUBLIC)
    both_accepted(story, people)
    drafted(story, people)
    with pytest.raises(Conflict, match="已经有了"):
        drafted(story, people)
    with pytest.raises(Absent):
        publicity.draft_publicity(
            people.actor("wutong"), inspection_id=story.inspection.pk, scope=Scope.INSIDE
        )


def test_one_writes_another_approves_and_the_words_stand(story: Story, people: Cast) -> None:
    row = submitted(story, people)
    with pytest.raises(Conflict, match="不能再改"):
        publicity.change_publicity(
            people.actor("zhoulan"), publicity_id=row.pk, version=row.version, text="别的",
            contact="电话",
        )  # fmt: skip
    with pytest.raises(Refused):
        publicity.approve_publicity(
            people.actor("zhoulan"), publicity_id=row.pk, version=row.version
        )
    row = publicity.approve_publicity(
        people.actor("song"), publicity_id=row.pk, version=row.version
    )
    assert row.approved_digest == digest_of(row)
    rows = Publicity.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(approved_by=people["zhoulan"])
    row = publicity.return_publicity(
        people.actor("song"), publicity_id=row.pk, version=row.version, reason="补联系方式"
    )
    assert (row.state, row.approved_digest) == (PublicityState.DRAFT, "")


def test_what_fell_back_since_is_not_laid_open(story: Story, people: Cast) -> None:
    first, second = (verify(one, people) for one in story.items[:2])
    row = submitted(story, people)
    row = publicity.approve_publicity(
        people.actor("song"), publicity_id=row.pk, version=row.version
    )
    office, liaison = people.actor("liwen"), people.actor("zhoulan")
    later = clock.at(TODAY + dt.timedelta(days=1))
    with later:
        for one in (first, second):
            steps.reopen_item(office, item_id=one.pk, version=one.version, reason="现场没有改")
        assert fallen(row) == [first.number, second.number]
        with pytest.raises(Conflict, match=f"事项 {first.number}、{second.number} 共 2 件被退回"):
            publicity.publish(
                liaison, publicity_id=row.pk, version=row.version,
                published_on=TODAY + dt.timedelta(days=1), place="网站", proof="快照",
            )  # fmt: skip
        with pytest.raises(Conflict, match="不能再改"):
            publicity.redraft_publicity(
                liaison, publicity_id=row.pk, version=row.version, reason="有变动"
            )
        row = publicity.return_publicity(
            people.actor("song"), publicity_id=row.pk, version=row.version, reason="重写"
        )
        row = publicity.redraft_publicity(
            liaison, publicity_id=row.pk, version=row.version, reason="两件重新整改"
        )
        assert "经另一人核实0件" in row.text
        assert (row.as_of, row.contact) == (clock.today(), "电话 5550101，工作日")
        assert fallen(row) == []
        row = publicity.submit_publicity(liaison, publicity_id=row.pk, version=row.version)
    assert row.state == PublicityState.SUBMITTED


def test_what_was_claimed_again_stands_as_it_was_told(story: Story, people: Cast) -> None:
    one = claimed(story.items[0], by=people["zhoulan"].pk)
    row = drafted(story, people)
    with clock.at(TODAY + dt.timedelta(days=1)):
        one = steps.return_item(
            people.actor("liwen"), item_id=one.pk, version=one.version, reason="补照片"
        )
        assert fallen(row) == [one.number]
        one = told(one, "已补照片3张", by=people["zhoulan"].pk)
        steps.claim_item(
            people.actor("zhoulan"), item_id=one.pk, version=one.version, done_on=clock.today()
        )
    assert fallen(row) == []


def test_the_director_who_edited_does_not_approve(story: Story, people: Cast) -> None:
    row = drafted(story, people)
    song = people.actor("song")
    row = publicity.change_publicity(
        song, publicity_id=row.pk, version=row.version, text=row.text, contact="电话"
    )
    row = publicity.submit_publicity(
        people.actor("zhoulan"), publicity_id=row.pk, version=row.version
    )
    with pytest.raises(Refused, match="另一个人"):
        publicity.approve_publicity(song, publicity_id=row.pk, version=row.version)


def test_days_run_objections_are_answered_then_it_closes(story: Story, people: Cast) -> None:
    row = published(story, people)
    liaison = people.actor("zhoulan")
    assert row.until_on == dt.date(2026, 4, 1)  # ten working days on
    with pytest.raises(Conflict, match="期满才能结束"):
        publicity.close_publicity(
            liaison, publicity_id=row.pk, version=row.version, reason="没有意见"
        )
    said = publicity.note_objection(
        liaison, publicity_id=row.pk, received_on=TODAY, gist="河道还有垃圾"
    )
    with clock.at(dt.date(2026, 4, 2)):
        with pytest.raises(Conflict, match="1 条公开意见没有处理"):
            publicity.close_publicity(
                liaison, publicity_id=row.pk, version=row.version, reason="有一条意见"
            )
        publicity.answer_objection(liaison, objection_id=said.pk, answer="已派人清运")
        with pytest.raises(Conflict, match="处理过了"):
            publicity.answer_objection(liaison, objection_id=said.pk, answer="再答")
        row = publicity.close_publicity(
            liaison, publicity_id=row.pk, version=row.version, reason="一条意见，已处理"
        )
    assert row.state == PublicityState.CLOSED
    with pytest.raises(Absent):
        publicity.answer_objection(people.actor("wutong"), objection_id=said.pk, answer="我答")


def test_a_day_before_the_approval_is_refused(story: Story, people: Cast) -> None:
    row = submitted(story, people)
    row = publicity.approve_publicity(
        people.actor("zhengyan"), publicity_id=row.pk, version=row.version
    )
    for day, words in ((TODAY - dt.timedelta(days=1), "早于批准"), (dt.date(2026, 5, 1), "今天")):
        with pytest.raises(Invalid, match=words):
            publicity.publish(
                people.actor("zhoulan"), publicity_id=row.pk, version=row.version,
                published_on=day, place="公示栏", proof="照片",
            )  # fmt: skip
