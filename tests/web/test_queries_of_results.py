"""The lists of results, deeds and feedback don't ask more of the database when they are longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.deeded import called
from tests.fedback import Told, delivered, heard, opinion, recorded, reviewed, settled
from tests.fielded import Fielded
from tests.people import Cast
from tests.resulted import built, issued, planned, published, to_unit
from tests.scenarios import Story, unit
from xuncha.cycle.feedback.enums import Aim, CopyKind, HearingKind
from xuncha.cycle.feedback.models import Feedback, Report, Task, TeamReview
from xuncha.cycle.feedback.services import copies, feedbacks, hearings, reports, tasks

SignIn = Callable[[str], Client]
MORE = 4


def _again(row: Any, **changes: Any) -> Any:
    """A copy of a row as a further one."""
    made = type(row).objects.get(pk=row.pk)
    made.pk, made._state.adding = None, True
    for name, value in changes.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made


def _counted(client: Client, pages: list[str]) -> dict[str, int]:
    found = {}
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200, page
        found[page] = len(seen)
    return found


def _grew(before: dict[str, int], after: dict[str, int]) -> dict[str, tuple[int, int]]:
    return {page: (n, after[page]) for page, n in before.items() if after[page] > n}


def test_results_and_deeds(story: Story, people: Cast, as_: SignIn) -> None:
    office, partner = as_("song"), as_("fengli")
    pages = [
        f"/results/{name}"
        for name in ("", "institutions/", "commons/", "selfchecks/", "joint/?year=2025")
    ]
    letter, deed = issued(story, people, to_unit(story)), called(story, people)
    handed, institution = issued(story, people), built(story, people)
    check = published(story, people)
    planned(story, people)
    common = check.common
    lists = [*pages, "/deeds/", "/deeds/villages/", "/"]
    before = _counted(office, lists) | _counted(partner, ["/results/desk/"])
    for n in range(MORE):
        where = unit(f"Q{n:02}", f"清源区第{n}所")
        _again(letter, number=100 + n, unit=where)
        _again(handed, number=200 + n)
        one = _again(institution, organisation=where)
        for tie in institution.ties.all():
            _again(tie, institution=one)
        named = _again(common, title=f"共性问题{n}")
        for tie in common.ties.all():
            _again(tie, common=named)
        _again(check, common=named, organisation=where)
        _again(deed, number=50 + n, village=where, owner=where)
    after = _counted(office, lists) | _counted(partner, ["/results/desk/"])
    assert _grew(before, after) == {}


def _heard(told: Told, people: Cast) -> tuple[Report, Task]:
    """A final report, with a task that the leading group gave out."""
    row, clerk = reviewed(told), people.actor("liwen")
    made = recorded(told, row, HearingKind.GROUP)
    task = tasks.add_task(clerk, hearing_id=made.pk, told=opinion(told, Aim.MATTER, "fengli"))
    hearings.close_hearing(clerk, hearing_id=made.pk, version=made.version)
    heard(told, row, HearingKind.SECRETARY)
    row.refresh_from_db()
    return reports.finalise_report(
        people.actor("song"), report_id=row.pk, version=row.version
    ), task


def _approved(people: Cast, row: Report) -> Feedback:
    made = feedbacks.draft_feedback(people.actor("liwen"), report_id=row.pk)
    return feedbacks.approve_feedback(
        people.actor("song"), feedback_id=made.pk, version=made.version
    )


def test_feedback(field: Fielded, people: Cast, as_: SignIn) -> None:
    told = settled(field, people)
    report, task = _heard(told, people)
    row = delivered(told, _approved(people, report))
    letter = copies.draft_copy(
        people.actor("liwen"), feedback_id=row.pk, kind=CopyKind.LEADER, recipient="分管副区长",
    )  # fmt: skip
    review, office = TeamReview.objects.get(), as_("song")
    lists = ["/feedbacks/", "/reports/", "/hearings/", "/hearing-tasks/", "/copy-letters/",
             "/team-reviews/", "/"]  # fmt: skip
    before = _counted(office, lists)
    for n in range(MORE):
        visit = _again(told.inspection, organisation=unit(f"Q{n:02}", f"清源区第{n}所"))
        main = _again(report, inspection=visit)
        version = _again(report.versions.get(), report=main)
        one = _again(row, inspection=visit, report=main, version_told=version)
        for each in row.deliveries.all():
            _again(each, feedback=one, organisation=visit.organisation)
        _again(review, feedback=one, inspection=visit)
        _again(letter, feedback=one)
        met = _again(task.hearing, number=50 + n)
        _again(task, hearing=met, inspection=visit)
        _again(task.hearing.reports.get(), hearing=met, report=main, version=version)
    assert _grew(before, _counted(office, lists)) == {}
