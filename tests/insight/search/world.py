"""A round in which every room has something to find, and everybody who might look."""

from __future__ import annotations

import io
from dataclasses import dataclass

from tests import (
    checkpoints,
    deeded,
    evaluated,
    fedback,
    fieldworked,
    inquired,
    lettered,
    overseen,
    papered,
    petitioned,
    questioned,
    resulted,
    schemed,
)
from tests.fielded import Fielded, in_the_field
from tests.people import CAST, PASSWORD, Cast
from tests.scenarios import FEEDBACK, TODAY, Story, told
from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.cycle.feedback.enums import Aim, CopyKind, HearingKind
from xuncha.cycle.feedback.models import ReportSentence
from xuncha.cycle.feedback.services import copies, feedbacks, hearings, reports, tasks
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.rectification.services import telling
from xuncha.cycle.schemes.models import ReviewSeat
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.insight.search import building
from xuncha.insight.search.asking import ask
from xuncha.insight.search.keeping_up import catch_up
from xuncha.insight.search.query import Asked
from xuncha.kernel.actor import SYSTEM, Actor

VILLAGER = "liuwan"
"""Speaks for a village, where there is one."""
OF_AFTER = (
    "liwen", "hejingan", "zhoulan", "wutong", "fengli", "luyi", "guer", "qinsan", VILLAGER, "baomi",
)  # fmt: skip
"""One of each sort: office, leader, unit, a unit not inspected, partner, team, seat, village."""
TEAM = ("luyi", "guer", "qinsan", "hanshi")


@dataclass
class World:
    """The story with its people and teams."""

    story: Story
    people: Cast
    field: Fielded
    names: tuple[str, ...] = (*CAST, *TEAM)

    def actor(self, username: str) -> Actor:
        return self.field.actor(User.objects.get(username=username))

    def everybody(self) -> list[Actor]:
        """Those who look."""
        return [self.actor(one) for one in self.names if User.objects.filter(username=one).exists()]


def world(story: Story, people: Cast) -> World:
    """Everything that can be found, written by the services as people would."""
    made = World(story, people, in_the_field(story, people))
    checkpoints.library(story, people)
    petitioned.petitioned(story, people)
    author = papered.third(made.field)
    papered.sent(made.field, papered.signed(made.field, author))
    inquired.signed(made.field)
    inquired.visited(made.field)
    fieldworked.asked(made.field, people)
    fieldworked.sent(made.field)
    fieldworked.issued(made.field)
    told(story.foreign)
    telling.add_proof(
        people.actor("wutong"), item_id=story.foreign.pk, stream=io.BytesIO(PROOF.encode()),
        name="更新说明.txt", effective_on=FEEDBACK, proves="12户信息已更新",
    )  # fmt: skip
    return made


def after(story: Story, people: Cast, field: Fielded) -> World:
    """What follows the feedback, and the report of the round in the field, written by the services
    as people would."""
    overseen.recorded(story, people)
    review = schemed.opened(story, people)
    first = review.version.rows.order_by("line")[0]
    schemed.spoken(review, people, leader={first.pk: "时限再往前提"})
    questioned.at_the_desk(story, people, own="97").ask()
    lettered.answered(story, people)
    evaluated.published(story, people)
    evaluated.recorded(story, people)
    evaluated.surveyed(story, people)
    evaluated.told(story, people)
    resulted.answered(story, people, resulted.to_unit(story))
    resulted.issued(story, people)
    resulted.built(story, people)
    deeded.called(story, people)
    _fed_back(fedback.settled(field, people))
    resulted.published(story, people)
    SpotCheck.objects.update(second=field.leader)
    ReviewSeat.objects.filter(party="discipline").update(user=field.stranger)
    villager = bootstrap_user(
        SYSTEM, username=VILLAGER, name="柳湾", post="", password=PASSWORD,
        roles=["unit_liaison"], must_change=False,
    )  # fmt: skip
    Membership.objects.create(
        user=villager, organisation=Organisation.objects.get(code="V01"), from_on=TODAY
    )
    return World(story, people, field, OF_AFTER)


def _fed_back(told: fedback.Told) -> None:
    """A matter and a person spoken of at the meeting; unit and village told."""
    office, director = told.people.actor("liwen"), told.people.actor("song")
    report = fedback.begun(told)
    ReportSentence.objects.filter(text__contains="柳湾村").update(village=told.village)
    report = reports.sign_report(told.leader, report_id=report.pk, version=report.version)
    report = reports.review_report(office, report_id=report.pk, version=report.version, note="好")
    meeting = fedback.recorded(told, report, HearingKind.GROUP)
    for aim in Aim:
        words = fedback.opinion(told, aim, "fengli")
        tasks.add_task(office, hearing_id=meeting.pk, told=words)
    hearings.close_hearing(office, hearing_id=meeting.pk, version=meeting.version)
    fedback.heard(told, report, HearingKind.SECRETARY)
    report.refresh_from_db()
    reports.finalise_report(director, report_id=report.pk, version=report.version)
    row = feedbacks.draft_feedback(office, report_id=report.pk)
    row = feedbacks.approve_feedback(director, feedback_id=row.pk, version=row.version)
    row = fedback.delivered(told, row)
    village = row.deliveries.get(audience="village")
    feedbacks.hold_conversation(
        office, delivery_id=village.pk, version=village.version, facts=fedback.SPOKEN
    )
    letter = copies.draft_copy(
        office, feedback_id=row.pk, kind=CopyKind.DISCIPLINE, recipient="区纪委监委机关",
        user_id=told.people["fengli"].pk,
    )  # fmt: skip
    letter = copies.submit_copy(office, letter_id=letter.pk, version=letter.version)
    copies.issue_copy(director, letter_id=letter.pk, version=letter.version)


AFTER = (
    "scheme", "scheme_row", "scheme_review", "question", "check", "letter", "unit_report",
    "publicity", "life_meeting", "survey", "evaluation", "report", "hearing", "task", "feedback",
    "copy", "result", "institution", "common", "selfcheck", "deed", "check_file", "letter_file",
    "report_file", "meeting_file", "result_file", "institution_file",
)  # fmt: skip
"""Kinds of record of what follows the feedback."""

PROOF = "逐户核对救助台账，暗号白鹭洲渡口，十二户全部更新。"


def found(actor: Actor, words: str, **narrowed: object) -> set[tuple[str, int]]:
    """What somebody finds letter by letter, as kinds and ids."""
    answer = ask(actor, Asked(words, **narrowed), size=100)  # type: ignore[arg-type]
    assert len(answer.hits) == answer.total
    if answer.likened:
        return set()
    return {(hit.kind.key, hit.row.pk) for hit in answer.hits}


def indexed() -> None:
    """Read everything."""
    building.build()


def later() -> int:
    """Read what was done since."""
    return catch_up()
