"""The unit's word on the team, given once."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.feedback.enums import Score
from xuncha.cycle.feedback.models import FeedbackRules, ReviewAnswer, TeamReview
from xuncha.cycle.feedback.rules import Periods, parse
from xuncha.cycle.feedback.services.common import told
from xuncha.cycle.feedback.states import REVIEW_STATES
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

_LONGEST = 2000


def questions_of(row: TeamReview) -> tuple[str, ...]:
    """What is asked: by the rules' version when the form was opened."""
    kept = FeedbackRules.objects.filter(number=row.rules_version).first()
    return (parse(kept.values) if kept else Periods()).questions


@service
def answer_review(
    actor: Actor, *, review_id: int, version: int, scores: Mapping[int, Score], remark: str = ""
) -> TeamReview:
    """A score for each question by its number, and what the unit would like to add. Once; a second
    person of the unit gets ``Conflict``."""
    row = access.get_or_404(actor, TeamReview, related=("inspection__organisation",), pk=review_id)
    access.require(actor, "answer", row)
    questions = questions_of(row)
    if set(scores) != set(range(1, len(questions) + 1)):
        raise Invalid("请对每一项都作出评价。", field="scores")
    if len(remark.strip()) > _LONGEST:
        raise Invalid(f"意见建议最多 {_LONGEST} 个字。", field="remark")
    REVIEW_STATES.move(
        row, "answer", version=version, remark=remark.strip(), answered_by_id=actor.user_id,
        answered_on=clock.today(),
    )  # fmt: skip
    ReviewAnswer.objects.bulk_create(
        [ReviewAnswer(review=row, number=at, question=asked, score=scores[at])
         for at, asked in enumerate(questions, start=1)]
    )  # fmt: skip
    record(actor, "feedback.review.answered", row)
    told(
        actor, with_roles([OFFICE_DIRECTOR]), "feedback.review.answered",
        "有一份后评估已填写，请查看。", f"/team-reviews/{row.pk}/",
    )  # fmt: skip
    return row
