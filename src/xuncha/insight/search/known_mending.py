"""Kinds of record that can be found: what follows the feedback until the rectification is closed:
schemes and their joint review, questions to units, checks and letters, the four papers of the end.
"""

from __future__ import annotations

from django.db.models import F, Q

from xuncha.cycle.evaluation.models import (
    Evaluation,
    EvaluationAnswer,
    LifeMeeting,
    Objection,
    Publicity,
    Report,
    ReportDifference,
    ReportEdition,
    Score,
    Survey,
)
from xuncha.cycle.evaluation.policies.common import meetings_told_under
from xuncha.cycle.oversight.models import CheckAsked, Letter, LetterAnswer, SpotCheck
from xuncha.cycle.questions.models import Question
from xuncha.cycle.schemes.models import (
    ChangeRequest,
    ReviewSeat,
    RowOpinion,
    Scheme,
    SchemeReview,
    SchemeRow,
    SchemeVersion,
)
from xuncha.insight.search.kinds import Extra, Kind, register
from xuncha.insight.search.known_field import place_of

SCHEMES, OVERSIGHT, CLOSING = "整改方案", "抽查督办", "整改收口"
_ROUND = ("inspection__organisation", "inspection__round")
_OF_SCHEME = ("scheme__inspection__organisation", "scheme__inspection__round")
_SEATS = "reviews__seats__user"

register(
    Kind(
        "scheme", "整改方案", SCHEMES, Scheme,
        title=str,
        parts=lambda row: (str(row),),
        place=lambda row: place_of(row.inspection, row.made_at.date()),
        page="schemes_scheme", related=_ROUND, people=(_SEATS,),
        extras=(
            Extra(SchemeVersion, "scheme_id", lambda row: (row.meeting, row.why)),
            Extra(ChangeRequest, "scheme_id", lambda row: (row.reason, row.decision)),
        ),
        told_by={
            "schemes.changerequest": "changes",
            "directory.organisation": "inspection__organisation",
        },
    )
)  # fmt: skip
register(
    Kind(
        "scheme_row", "方案条目", SCHEMES, SchemeRow,
        title=lambda row: f"整改方案 条目{row.line}　{row.task[:30]}",
        parts=lambda row: (row.task, row.measures, row.lead, row.department, row.proof),
        place=lambda row: place_of(row.version.scheme.inspection, row.version.made_at.date()),
        page="schemes_scheme", page_id=lambda row: int(row.version.scheme_id),
        unit_name=lambda row: str(row.version.scheme.inspection.organisation),
        related=tuple(f"version__{one}" for one in _OF_SCHEME),
        people=(f"version__scheme__{_SEATS}",),
        told_by={
            "schemes.scheme": "version__scheme", "schemes.schemeimport": "version__scheme__imports",
            "schemes.changerequest": "version__scheme__changes",
        },
        only=Q(version__number=F("version__scheme__revision")),
    )
)  # fmt: skip
register(
    Kind(
        "scheme_review", "方案联审", SCHEMES, SchemeReview,
        title=lambda row: f"{row.scheme} {row}",
        parts=lambda row: (row.summary,),
        place=lambda row: place_of(row.scheme.inspection, row.opened_at.date()),
        page="schemes_scheme", page_id=lambda row: int(row.scheme_id),
        unit_name=lambda row: str(row.scheme.inspection.organisation),
        related=(*_OF_SCHEME, "version"), people=("seats__user",),
        extras=(
            Extra(ReviewSeat, "review_id", lambda row: (row.opinion,)),
            Extra(RowOpinion, "seat__review_id", lambda row: (row.merged or row.text,)),
        ),
        told_by={"schemes.scheme": "scheme"},
    )
)  # fmt: skip
register(
    Kind(
        "question", "问询", OVERSIGHT, Question,
        title=lambda row: f"问询 {row.text[:24]}",
        parts=lambda row: (row.text, row.answer),
        place=lambda row: place_of(row.inspection, row.asked_at.date()),
        page="questions_question", unit_name=lambda row: str(row.organisation),
        related=(*_ROUND, "organisation"), units=("organisation",),
    )
)  # fmt: skip
register(
    Kind(
        "check", "实地核查", OVERSIGHT, SpotCheck,
        title=lambda row: f"实地核查 {row.code}",
        parts=lambda row: (
            row.code, row.place, row.looked_at, row.found_words, row.outcome_reason,
            row.drop_reason,
        ),
        place=lambda row: place_of(row.inspection, row.checked_on),
        page="oversight_check", related=(*_ROUND, "draw"), unread=("draw__population",),
        people=("first", "second"),
        extras=(Extra(CheckAsked, "check_row_id", lambda row: (row.post, row.said)),),
        told_by={"oversight.draw": "draw"},
    )
)  # fmt: skip
register(
    Kind(
        "letter", "督办文书", OVERSIGHT, Letter,
        title=str,
        parts=lambda row: (str(row), row.facts, row.demand, row.close_note, row.end_reason),
        place=lambda row: place_of(row.inspection, row.issued_on or row.drafted_at.date()),
        page="oversight_letter", related=_ROUND,
        extras=(Extra(LetterAnswer, "letter_id", lambda row: (row.text, row.returned_reason)),),
    )
)  # fmt: skip
register(
    Kind(
        "unit_report", "整改报告", CLOSING, Report,
        title=str,
        parts=lambda row: (
            str(row), row.return_reason if row.state == "returned" else "", row.accept_note,
        ),
        place=lambda row: place_of(row.inspection, row.first_sent_on),
        page="evaluation_report", related=_ROUND,
        extras=(
            Extra(ReportEdition, "report_id", lambda row: (row.note,)),
            Extra(
                ReportDifference, "edition__report_id", lambda row: (row.line, row.explanation)
            ),
        ),
    )
)  # fmt: skip
register(
    Kind(
        "publicity", "整改公开", CLOSING, Publicity,
        title=str,
        parts=lambda row: (row.text, row.contact, row.place, row.close_note, row.end_reason),
        place=lambda row: place_of(row.inspection, row.published_on or row.drafted_at.date()),
        page="evaluation_publicity", related=_ROUND,
        extras=(Extra(Objection, "publicity_id", lambda row: (row.gist, row.answer)),),
    )
)  # fmt: skip


def _told_at_meeting(row: LifeMeeting) -> tuple[str, ...]:
    """What was said there, for those who must know."""
    return (row.attended, row.opinions, row.supervisor_note) if row.held_on else ()


register(
    Kind(
        "life_meeting", "专题民主生活会", CLOSING, LifeMeeting,
        title=str,
        parts=lambda row: (str(row), row.place),
        place=lambda row: place_of(row.inspection, row.held_on or row.made_at.date()),
        page="evaluation_meeting", related=_ROUND,
        extras=(Extra(LifeMeeting, "id", _told_at_meeting, readers=meetings_told_under),),
    )
)  # fmt: skip
register(
    Kind(
        "survey", "满意度测评", CLOSING, Survey,
        title=lambda row: f"{row} {row.get_respondents_display()}",
        parts=lambda row: (str(row), row.get_respondents_display(), *row.questions),
        place=lambda row: place_of(row.inspection, row.closed_on or row.made_at.date()),
        page="evaluation_survey", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "evaluation", "整改评估", CLOSING, Evaluation,
        title=lambda row: f"{row} {row.grade}".strip(),
        parts=lambda row: (str(row), row.final_note, row.end_reason),
        place=lambda row: place_of(row.inspection, row.final_on or row.as_of),
        page="evaluation_evaluation", related=_ROUND,
        extras=(
            Extra(Score, "evaluation_id", lambda row: (row.reason, row.formula)),
            Extra(EvaluationAnswer, "evaluation_id", lambda row: (row.text,)),
        ),
    )
)  # fmt: skip
