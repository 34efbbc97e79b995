"""No finding without signed papers, a basis, confirmed facts and a leaf; where findings go."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.fielded import Fielded
from tests.papered import confirmed, drafted, sent, signed, third
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.findings import gate, papers, services, settling
from xuncha.cycle.findings.content import Answerable, Counted, FindingWords
from xuncha.cycle.findings.enums import Duty, FindingState
from xuncha.cycle.findings.models import Finding, FindingPaper
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.cycle.workpapers.enums import Answer, Destination, Outcome
from xuncha.cycle.workpapers.models import Paper
from xuncha.cycle.workpapers.services import answering, confirming, signing
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def field(field: Fielded) -> Fielded:
    load_default_taxonomy(SYSTEM)
    return field


@pytest.fixture
def author(field: Fielded) -> User:
    return third(field)


def _leaf() -> int:
    return TaxonomyNode.objects.get(code="2.3.1", taxonomy__role="main").pk


def _write(field: Fielded, who: User, text: str = "公务接待审批不严", **more: object) -> Finding:
    words = FindingWords(text=text, **more)  # type: ignore[arg-type]
    return services.write_finding(field.actor(who), inspection_id=field.inspection.pk, words=words)


def _settle(field: Fielded, found: Finding) -> Finding:
    found.refresh_from_db()
    return services.move_finding(
        field.actor(field.leader), finding_id=found.pk, version=found.version, action="settle"
    )


def test_each_missing_thing_is_one_sentence_until_nothing_is_missing(
    field: Fielded, author: User, people: Cast
) -> None:
    found = _write(field, author)
    assert gate.missing(found) == [
        "没有底稿支撑，先关联已审签的底稿。", "没有写依据：违反了哪项规定、哪条要求。",
        "还没有底稿，也就没有确认过的事实。", "问题还没有归入分类，不能定稿。",
    ]  # fmt: skip
    with pytest.raises(Conflict, match="没有底稿支撑"):
        _settle(field, found)
    paper = drafted(field, author)
    whole = {"criteria": "公务接待管理规定", "leaf_id": _leaf(), "paper_ids": [paper.pk]}
    found = services.change_finding(
        field.actor(author), finding_id=found.pk, version=1,
        words=FindingWords(text=found.text, **whole),
    )  # fmt: skip
    assert gate.missing(found) == [
        "底稿 底-001还没有走完三个签名（草拟）。",
        "底稿 底-001有 2 条事实未送确认，单位确认或者核定以后再定稿。",
    ]
    for user in (author, field.member, field.leader):
        paper = signing.sign_paper(field.actor(user), paper_id=paper.pk, version=paper.version)
    sheet = sent(field, paper)
    assert gate.missing(found) == ["底稿 底-001有 2 条事实等单位答复，单位确认或者核定以后再定稿。"]
    liaison = people.actor("zhoulan")
    first, second = sheet.entries.order_by("number")
    answering.answer_fact(liaison, entry_id=first.pk, answer=Answer.CONFIRMED)
    answering.answer_fact(liaison, entry_id=second.pk, answer=Answer.DIFFERS, explanation="有授权")
    answering.finish_sheet(liaison, sheet_id=sheet.pk, version=sheet.version)
    assert "有异议，待核定" in gate.missing(found)[0]
    confirming.settle_fact(
        field.actor(field.leader), entry_id=second.pk, outcome=Outcome.KEPT, reason="授权书后补"
    )
    assert gate.missing(found) == []
    assert _settle(field, found).state == FindingState.SETTLED
    with pytest.raises(Conflict, match="先把问题退回修改"):
        signing.revise_paper(
            field.actor(author), paper_id=paper.pk, version=paper.version, reason="再补"
        )


def test_a_paper_of_a_newer_version_must_be_linked_anew(
    field: Fielded, author: User, people: Cast
) -> None:
    paper = signed(field, author)
    confirmed(field, people, paper)
    found = _write(field, author, criteria="规定", leaf_id=_leaf(), paper_ids=[paper.pk])
    paper = signing.revise_paper(
        field.actor(author), paper_id=paper.pk, version=paper.version, reason="改一处"
    )
    for user in (author, field.member, field.leader):
        paper = signing.sign_paper(field.actor(user), paper_id=paper.pk, version=paper.version)
    assert gate.missing(found) == ["底稿 底-001已经改版，请重新关联现行的第 2 版。"]


def test_historical_findings_pass_with_a_leaf_alone(field: Fielded, story: Story, people: Cast
) -> None:  # fmt: skip
    """An inspection whose feedback was given: what is registered now was told long ago."""
    found = services.create_finding(
        people.actor("liwen"), inspection_id=story.inspection.pk, number="", text="以前反馈的一条"
    )
    assert (found.is_historical, found.number) == (True, "5")
    assert gate.missing(found) == ["问题还没有归入分类，不能定稿。"]
    Finding.objects.filter(pk=found.pk).update(leaf=_leaf())
    clerk = people.actor("liwen")
    for version, action in ((1, "settle"), (2, "feed_back")):
        services.move_finding(clerk, finding_id=found.pk, version=version, action=action)
    found.refresh_from_db()
    assert found.state == FindingState.FED_BACK


def test_what_is_typed_in_papers_is_not_typed_again(
    field: Fielded, author: User, people: Cast
) -> None:
    paper = signed(field, author)
    confirmed(field, people, paper)
    words = papers.words_from(field.actor(author), [paper])
    assert words.criteria.startswith("《党政机关国内公务接待管理规定》")
    assert words.facts.splitlines()[0].startswith("2024年3月至6月，水务局机关，办公室主任")
    assert (words.amount_yuan, words.source) == (Decimal("12600"), "documents")
    assert [(one.label, one.quantity, one.unit) for one in words.counts] == [
        ("3笔接待费报销没有公函", Decimal(3), "笔")
    ]
    found = services.write_finding(
        field.actor(author), inspection_id=field.inspection.pk, words=words
    )
    assert [str(one) for one in found.counts.all()] == ["3笔接待费报销没有公函 3笔"]
    assert [one.pk for one in papers.findings_on(field.actor(author), paper)] == [found.pk]


def test_a_corrected_fact_brings_the_figures_of_its_new_words(
    field: Fielded, author: User, people: Cast
) -> None:
    paper = signed(field, author)
    sheet, liaison = sent(field, paper), people.actor("zhoulan")
    first, second = sheet.entries.order_by("number")
    answering.answer_fact(liaison, entry_id=first.pk, answer=Answer.DIFFERS, explanation="2笔")
    answering.answer_fact(liaison, entry_id=second.pk, answer=Answer.CONFIRMED)
    answering.finish_sheet(liaison, sheet_id=sheet.pk, version=sheet.version)
    confirming.settle_fact(
        field.actor(field.leader), entry_id=first.pk, outcome=Outcome.CORRECTED,
        reason="其中1笔有公函", text="2024年3月至6月，2笔接待费没有公函，涉及8400元。",
    )  # fmt: skip
    words = papers.words_from(field.actor(author), [paper])
    assert words.facts.startswith("2024年3月至6月，2笔接待费没有公函")
    assert (words.amount_yuan, words.counts) == (Decimal(8400), ())


def test_persons_and_numbers_are_rows_and_papers_of_others_are_refused(
    field: Fielded, author: User
) -> None:
    person = Answerable("办公室主任", Duty.DIRECT, "2023年至今")
    found = _write(
        field, author, persons=[person], counts=[Counted("接待费", Decimal("12600"), "元")]
    )
    assert [str(one) for one in found.persons.all()] == ["办公室主任（直接责任）"]
    assert [str(one) for one in found.counts.all()] == ["接待费 12,600元"]
    with pytest.raises(Invalid, match="写了两次"):
        _write(field, author, "另一条", persons=[person, person])
    other = Paper.objects.create(
        inspection=field.other, number=1, title="别组的", created_at=found.created_at
    )
    with pytest.raises(Invalid, match="这次巡察的底稿"):
        _write(field, author, "再一条", paper_ids=[other.pk])


def test_who_writes_and_who_decides(field: Fielded, author: User, people: Cast) -> None:
    found = _write(field, author)
    with pytest.raises(Refused):
        services.move_finding(field.actor(author), finding_id=found.pk, version=1, action="settle")
    with pytest.raises(Refused):
        services.create_finding(
            people.actor("hejingan"), inspection_id=field.inspection.pk, number="", text="x"
        )
    with pytest.raises(Absent):
        services.move_finding(
            field.actor(field.stranger), finding_id=found.pk, version=1, action="settle"
        )
    for name in ("zhoulan", "zhengyan", "fengli", "xitong", "baomi", "shenji"):
        assert not access.visible(people.actor(name), FindingPaper).exists()
        assert not access.visible(people.actor(name), Finding).filter(pk=found.pk).exists()


def test_disposal_needs_its_reason_and_rules_the_feedback(field: Fielded, author: User) -> None:
    found = _write(field, author)
    leader = field.actor(field.leader)

    def dispose(to: Destination, reason: str = "集体研究") -> Finding:
        found.refresh_from_db()
        return settling.dispose_finding(
            leader, finding_id=found.pk, version=found.version, disposal=to, reason=reason
        )

    with pytest.raises(Invalid, match="为什么这样处理"):
        dispose(Destination.FEEDBACK, " ")
    assert dispose(Destination.ADVICE).disposal == "advice"
    Finding.objects.filter(pk=found.pk).update(state=FindingState.SETTLED)
    found.refresh_from_db()
    assert "去向是“建议”" in _feed_back_why_not(found)
    assert _feed_back_why_not(dispose(Destination.FIX)) == ""
    done = dispose(Destination.UNUSED, "查无实据")
    assert (done.state, done.disposal_reason) == ("withdrawn", "查无实据")


def _feed_back_why_not(found: Finding) -> str:
    from xuncha.cycle.findings.states import FINDING_STATES

    return FINDING_STATES.why_not(found, "feed_back")


def test_a_finding_that_becomes_a_clue_leaves_its_mark_alone(field: Fielded, author: User) -> None:
    secret = "收受供应商购物卡"
    found = _write(
        field, author, secret, facts=secret, cause=secret,
        persons=[Answerable(secret, Duty.MAIN)],
    )  # fmt: skip
    done = settling.dispose_finding(
        field.actor(field.leader), finding_id=found.pk, version=1, disposal=Destination.CLUE,
        reason=secret,
    )  # fmt: skip
    row = Finding.objects.filter(pk=done.pk).values().get()
    assert secret not in str(row)
    assert (row["state"], row["disposal"], row["text"]) == (
        "withdrawn", "clue", "（已移交线索专柜）",
    )  # fmt: skip
    assert not done.persons.exists()


def test_merged_findings_keep_their_numbers_and_point_to_the_one(
    field: Fielded, author: User, people: Cast
) -> None:
    paper = signed(field, author)
    one = _write(field, author, "公务接待审批不严")
    two = _write(field, author, "接待没有公函", paper_ids=[paper.pk])
    three = _write(field, author, "接待清单不全")
    leader = field.actor(field.leader)
    settling.merge_findings(leader, into_id=two.pk, finding_ids=[three.pk], reason="同一件事")
    with pytest.raises(Invalid, match="同一次巡察"):
        settling.merge_findings(leader, into_id=one.pk, finding_ids=[three.pk], reason="再并")
    assert (
        settling.merge_findings(leader, into_id=one.pk, finding_ids=[two.pk], reason="同类问题")
        == 1
    )
    rows = {row.pk: row for row in Finding.objects.filter(inspection=field.inspection)}
    assert [rows[x.pk].merged_into_id for x in (two, three)] == [one.pk, one.pk]
    assert [rows[x.pk].number for x in (one, two, three)] == ["1", "2", "3"]
    assert [link.paper_id for link in papers.papers_of(leader, one)] == [paper.pk]
    back = settling.unmerge_finding(
        leader, finding_id=three.pk, version=rows[three.pk].version, reason="不是一回事"
    )
    assert (back.state, back.merged_into_id) == ("draft", None)
