"""The demo's talks, visits and questionnaires: the same every time, within the rules."""

from __future__ import annotations

import pytest

from tests.fielded import in_the_field
from tests.people import cast
from tests.scenarios import TODAY, story
from xuncha.cycle.inquiry.cluewords import doubts_in
from xuncha.cycle.inquiry.models import (
    InquiryStep,
    Question,
    Questionnaire,
    Sheet,
    Talk,
    TalkTarget,
    TalkVersion,
    Visit,
    VisitAsked,
    VisitPerson,
)
from xuncha.demo import inquiry
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

pytestmark = pytest.mark.django_db


def _told() -> list[object]:
    talks = Talk.objects.order_by("inspection", "number")
    sheets = Sheet.objects.order_by("questionnaire__inspection", "number")
    return [
        *talks.values_list("talked_on", "post", "state", "first__name", "text"),
        *sheets.values_list("answers", flat=True),
    ]


def test_the_field_is_the_same_every_time_and_holds_no_clue() -> None:
    with clock.at(TODAY):
        told = story()
        in_the_field(told, cast())
        assert inquiry.load(7) > 10
        first = _told()
        for model in (
            InquiryStep, TalkVersion, Talk, TalkTarget, VisitAsked, VisitPerson, Visit, Sheet,
            Question, Questionnaire,
        ):  # fmt: skip
            model.objects.all().delete()
        User.objects.filter(username__startswith="zuyuan").delete()
        inquiry.load(7)
        assert _told() == first
    assert not [one for one in Talk.objects.all() if doubts_in(one.text)]
    assert Visit.objects.exists()
    for form in Questionnaire.objects.filter(state="closed"):
        cells = [cell["count"] for one in form.results or [] for cell in one["cells"]]
        assert not [count for count in cells if count in {1, 2}]
