"""A report: out of the findings, bound to them, checked against them, signed, reviewed, heard."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.fedback import begun, final, heard, reviewed, settled
from tests.fielded import Fielded
from tests.people import Cast
from xuncha.cycle.feedback.enums import HearingKind, ReportKind, ReportState
from xuncha.cycle.feedback.looking import look_at, sentences_of, version_of
from xuncha.cycle.feedback.models import ReportSentence
from xuncha.cycle.feedback.sections import VILLAGES
from xuncha.cycle.feedback.services import reports, sentences
from xuncha.cycle.feedback.services.sentences import SentenceWords
from xuncha.cycle.findings.models import Finding
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

Change = sentences.change_sentence


def test_it_is_assembled_by_section_and_villages_stand_apart(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    Finding.objects.filter(pk=told.findings[0].pk).update(facts="全年只学习2次\n没有研讨记录")
    row = begun(told)
    rows = sentences_of(version_of(row))
    assert [one.finding_id for one in rows] == [one.pk for one in told.findings]
    assert [one.section == VILLAGES for one in rows] == [False, False, True]
    assert rows[0].text == "理论学习不深入，全年只学习2次。没有研讨记录。"
    version = version_of(row)
    assert "共发现问题3个，涉及金额12,600元。" in version.opening
    assert look_at(row, version, rows).number == 0
    assert (row.group_due_on, row.secretary_due_on) == (dt.date(2026, 4, 9), dt.date(2026, 4, 17))
    with pytest.raises(Conflict):
        begun(told)


def test_figures_are_checked_and_what_is_not_bound_shows(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = begun(told)
    one = sentences_of(version_of(row))[1]
    Change(
        told.leader, sentence_id=one.pk, version=row.version,
        told=SentenceWords("3笔接待费没有公函，涉及金额21600元"),
    )  # fmt: skip
    row.refresh_from_db()
    row = sentences.drop_sentence(
        told.leader, version=row.version,
        sentence_id=ReportSentence.objects.get(finding=told.findings[2]).pk,
    )  # fmt: skip
    sentences.add_sentence(
        told.leader, report_id=row.pk, version=row.version,
        told=SentenceWords("上述问题涉及资金99万元。", section="其他方面"),
    )  # fmt: skip
    row.refresh_from_db()
    sentences.change_whole(
        told.leader, report_id=row.pk, version=row.version, title=row.title,
        opening="共发现问题7个，涉及金额5万元。", closing="",
    )  # fmt: skip
    version = version_of(row)
    found = look_at(row, version, sentences_of(version))
    assert [one.pk for one in found.unused] == [told.findings[2].pk]
    assert [one.text for one in found.unbound] == ["上述问题涉及资金99万元。"]
    said = "".join(found.remarks[one.pk])
    assert "21600元" in said
    assert "3笔" not in said
    assert "99万元" in found.remarks[found.unbound[0].pk][0]
    assert len(found.totals) == 2
    one.refresh_from_db()
    assert one.is_edited
    assert one.drafted.startswith("公务接待审批不严")


def test_a_finding_that_changed_later_is_asked_about(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = begun(told)
    first, second, third = (one.pk for one in told.findings)
    Finding.objects.filter(pk=first).update(text="理论学习不深入，全年只学习1次")
    Finding.objects.filter(pk=second).update(state="draft")
    Finding.objects.filter(pk=third).update(disposal="advice")
    version = version_of(row)
    rows = sentences_of(version)
    said = look_at(row, version, rows).remarks
    assert "后来改过" in said[rows[0].pk][0]
    assert "草拟" in said[rows[1].pk][0]
    assert "建议" in said[rows[2].pk][0]
    again = sentences.redraft_sentence(told.leader, sentence_id=rows[0].pk, version=row.version)
    assert again.text == "理论学习不深入，全年只学习1次。"


def test_a_special_report_takes_what_was_chosen(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    with pytest.raises(Invalid):
        reports.begin_report(
            told.leader, inspection_id=told.inspection.pk, kind=ReportKind.SPECIAL, title="三公"
        )
    row = reports.begin_report(
        told.leader, inspection_id=told.inspection.pk, kind=ReportKind.SPECIAL, title="三公专题",
        finding_ids=[told.findings[1].pk],
    )  # fmt: skip
    version = version_of(row)
    assert "涉及金额12,600元" in version.opening
    assert not look_at(row, version, sentences_of(version)).unused


def test_the_leader_signs_and_another_reviews(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = begun(told)
    with pytest.raises(Refused):
        reports.sign_report(
            field.actor(field.member), report_id=row.pk, version=row.version
        )  # fmt: skip
    seen = row.version
    one = sentences_of(version_of(row))[0]
    Change(told.leader, sentence_id=one.pk, version=seen, told=SentenceWords("学习不深入"))
    with pytest.raises(Conflict):  # two write at once: the second saw an older version
        Change(told.leader, sentence_id=one.pk, version=seen, told=SentenceWords("学习不实"))
    row.refresh_from_db()
    row = reports.sign_report(told.leader, report_id=row.pk, version=row.version)
    with pytest.raises(Conflict):
        Change(told.leader, sentence_id=one.pk, version=row.version, told=SentenceWords("又改"))
    ReportSentence.objects.filter(pk=one.pk).update(text="别的话")
    with pytest.raises(Conflict, match="签发时不一致"):
        reports.review_report(
            people.actor("liwen"), report_id=row.pk, version=row.version, note="好"
        )
    ReportSentence.objects.filter(pk=one.pk).update(text="学习不深入")
    row = reports.review_report(
        people.actor("liwen"), report_id=row.pk, version=row.version, note="好"
    )
    assert row.state == ReportState.REVIEWED
    for stranger in (people.actor("zhoulan"), field.actor(field.stranger), people.actor("xitong")):
        with pytest.raises(Absent):
            reports.find_report(stranger, row.pk)


def test_a_returned_version_goes_on_without_a_second_hearing(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = reviewed(told)
    clerk = people.actor("liwen")
    with pytest.raises(Conflict, match="还没有听取过"):
        reports.amend_report(clerk, report_id=row.pk, version=row.version, action="amend_group")
    heard(told, row, HearingKind.GROUP)
    row.refresh_from_db()
    row = reports.return_report(
        clerk, report_id=row.pk, version=row.version, reason="按会议意见修改"
    )
    assert row.revision == 2
    assert len(sentences_of(version_of(row))) == 3
    row = reports.sign_report(told.leader, report_id=row.pk, version=row.version)
    row = reports.review_report(clerk, report_id=row.pk, version=row.version, note="已改")
    row = reports.amend_report(clerk, report_id=row.pk, version=row.version, action="amend_group")
    assert row.state == ReportState.HEARD_BY_GROUP


def test_final_only_when_every_finding_is_told(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = begun(told)
    row = sentences.drop_sentence(
        told.leader, version=row.version,
        sentence_id=ReportSentence.objects.get(finding=told.findings[0]).pk,
    )  # fmt: skip
    row = reports.sign_report(told.leader, report_id=row.pk, version=row.version)
    clerk = people.actor("liwen")
    row = reports.review_report(clerk, report_id=row.pk, version=row.version, note="好")
    with pytest.raises(Conflict, match="1 个去向为反馈的问题"):
        final(told, row)
    row.refresh_from_db()
    row = reports.return_report(clerk, report_id=row.pk, version=row.version, reason="漏了")
    row = sentences.take_in(
        told.leader, report_id=row.pk, version=row.version, finding_id=told.findings[0].pk
    )
    row = reports.sign_report(told.leader, report_id=row.pk, version=row.version)
    row = reports.review_report(clerk, report_id=row.pk, version=row.version, note="好")
    for action in ("amend_group", "amend_secretary"):
        row = reports.amend_report(clerk, report_id=row.pk, version=row.version, action=action)
    row = reports.finalise_report(people.actor("song"), report_id=row.pk, version=row.version)
    assert row.state == ReportState.FINAL


def test_a_sum_that_is_a_field_only_is_told_once(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    Finding.objects.filter(pk=told.findings[0].pk).update(amount_yuan=Decimal(3000))
    row = begun(told)
    rows = sentences_of(version_of(row))
    assert rows[0].text.endswith("涉及金额3,000元。")
    assert rows[1].text.count("金额") == 1
    assert look_at(row, version_of(row), rows).number == 0
