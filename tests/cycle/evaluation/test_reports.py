"""The two reports: read in the background, held against the ledger, explained, accepted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.evaluated import FIT, WRONG, accepted, paper, sent
from tests.people import Cast
from tests.scenarios import Story, claimed
from xuncha.cycle.evaluation.enums import ReadState, ReportKind, ReportState
from xuncha.cycle.evaluation.jobs import read_report
from xuncha.cycle.evaluation.models import Report, ReportDifference, ReportEdition
from xuncha.cycle.evaluation.services import reports
from xuncha.engines.checking.against_report import Difference
from xuncha.foundation import access
from xuncha.foundation.jobs.models import Job
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


class Quiet:
    """Progress that nobody looks at."""

    def step(self, done: int, total: int, message: str = "") -> None:
        """Says nothing."""


def test_a_report_is_read_and_its_wrong_figures_are_marked(story: Story, people: Cast) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    row = sent(story, people, text=f"{FIT}\n{WRONG}")
    edition = row.editions.get()
    assert edition.read_state == ReadState.WAITING
    job = Job.objects.get(kind=reports.READ)
    assert job.arguments == {"edition_id": edition.pk}
    with pytest.raises(Conflict, match="还在核对"):
        accept(people, row)
    assert read_report(Quiet(), edition_id=edition.pk)["differences"] >= 1
    before = list(edition.differences.order_by("number"))
    assert {one.line for one in before} == {WRONG}
    marked = {one.line[one.start : one.end]: one.counted for one in before}
    assert marked["已整改完成9个"] == "1项"
    read_report(Quiet(), edition_id=edition.pk)
    assert list(edition.differences.order_by("number")) == before


def test_a_file_without_words_is_said_to_be_unreadable(story: Story, people: Cast) -> None:
    row = sent(story, people, text="  \n ")
    read_report(Quiet(), edition_id=row.editions.get().pk)
    assert row.editions.get().read_state == ReadState.FAILED


def accept(people: Cast, row: Report, who: str = "liwen") -> Report:
    return reports.accept_report(
        people.actor(who), report_id=row.pk, version=row.version, reason="可以"
    )


def differing(story: Story, people: Cast) -> tuple[Report, ReportDifference]:
    row = sent(story, people, text=WRONG)
    reports.note_read(
        people.actor("liwen"), edition_id=row.editions.get().pk,
        differences=[Difference(WRONG, 12, 18, "0项")],
    )  # fmt: skip
    return row, row.editions.get().differences.get()


def test_a_difference_is_explained_or_goes_with_a_better_edition(
    story: Story, people: Cast
) -> None:
    row, difference = differing(story, people)
    with pytest.raises(Conflict, match="还有 1 处和台账对不上"):
        accept(people, row)
    with pytest.raises(Refused):
        reports.explain(people.actor("liwen"), difference_id=difference.pk, text="口径不同")
    with pytest.raises(Absent):
        reports.explain(people.actor("wutong"), difference_id=difference.pk, text="口径不同")
    reports.explain(people.actor("zhoulan"), difference_id=difference.pk, text="含立行立改")
    row = accept(people, row)
    assert (row.state, row.accepted_by_id) == (ReportState.ACCEPTED, people["liwen"].pk)
    with pytest.raises(Conflict, match="已经接受"):
        sent(story, people)
    with pytest.raises(Conflict, match="已经接受"):
        reports.explain(people.actor("zhoulan"), difference_id=difference.pk, text="再说")


def test_a_returned_report_comes_again_and_late_stays_late(story: Story, people: Cast) -> None:
    with clock.at(dt.date(2026, 6, 20)):
        row, difference = differing(story, people)
        assert row.is_late
        assert row.due_on == story.inspection.rectify_until_on
        with pytest.raises(Invalid, match="理由"):
            reports.return_report(
                people.actor("liwen"), report_id=row.pk, version=row.version, reason=" "
            )
        row = reports.return_report(
            people.actor("liwen"), report_id=row.pk, version=row.version, reason="数字不实"
        )
        again = sent(story, people)
        assert (again.pk, again.state, again.is_late) == (row.pk, ReportState.SENT, True)
        assert again.editions.count() == 2
        with pytest.raises(Conflict, match="新的一稿"):
            reports.explain(people.actor("zhoulan"), difference_id=difference.pk, text="迟了")


def test_the_heads_own_report_is_the_heads(story: Story, people: Cast) -> None:
    with pytest.raises(Refused, match="本人"):
        reports.send_report(
            people.actor("zhoulan"), inspection_id=story.inspection.pk, kind=ReportKind.HEAD,
            uploads=[paper(FIT)],
        )  # fmt: skip
    assert sent(story, people, ReportKind.HEAD).kind == ReportKind.HEAD
    with pytest.raises(Invalid, match="一个文件"):
        reports.send_report(
            people.actor("zhoulan"), inspection_id=story.inspection.pk, kind=ReportKind.UNIT,
            uploads=[],
        )  # fmt: skip


def test_who_sees_a_report(story: Story, people: Cast) -> None:
    row, _ = differing(story, people)
    for who, number in (
        ("liwen", 1), ("hejingan", 1), ("fengli", 1), ("zhoulan", 1), ("zhengyan", 1),
        ("wutong", 0), ("xitong", 0), ("baomi", 0), ("shenji", 0),
    ):  # fmt: skip
        for model in (Report, ReportEdition, ReportDifference):
            assert access.visible(people.actor(who), model).count() == number, (who, model)
    shut = replace(people.actor("liwen"), recusals=frozenset({story.inspection.pk}))
    with pytest.raises(Absent):
        reports.accept_report(shut, report_id=row.pk, version=row.version, reason="可以")


def test_of_two_who_decide_one_is_told_to_look_again(story: Story, people: Cast) -> None:
    row = accepted(story, people)
    with pytest.raises(Conflict):
        reports.return_report(
            people.actor("zhaoqing"), report_id=row.pk, version=row.version - 1, reason="退"
        )
