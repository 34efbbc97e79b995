"""The district's field in the database: the same every time, and as the rules would have it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.fielded import in_the_field
from tests.people import cast
from tests.scenarios import TODAY, story
from xuncha.cycle.fieldwork.cooperation import ASKED
from xuncha.cycle.fieldwork.models import (
    Briefing,
    DocumentRequest,
    EntryNotice,
    FieldStep,
    ImmediateFix,
    PaperMove,
    RequestLine,
    Supervision,
)
from xuncha.cycle.fieldwork.wording import missing_in
from xuncha.cycle.planning.models import Round
from xuncha.demo import fieldwork
from xuncha.kernel import clock

pytestmark = pytest.mark.django_db
KINDS = (FieldStep, PaperMove, RequestLine, DocumentRequest, ImmediateFix, Supervision, Briefing,
         EntryNotice)  # fmt: skip


def _told() -> list[Any]:
    rows: list[Any] = list(RequestLine.objects.order_by("pk").values_list("title", "state"))
    rows += ImmediateFix.objects.order_by("pk").values_list("problem", "state")
    return [*rows, *Briefing.objects.order_by("pk").values_list("body", "answer")]


def test_the_field_is_the_same_every_time_and_whole() -> None:
    with clock.at(TODAY):
        told = story()
        people = cast()
        field = in_the_field(told, people)
        Round.objects.filter(pk=field.inspection.round_id).update(number=fieldwork.RUNNING)
        who: Any = SimpleNamespace(
            clerks=[people["liwen"], people["zhaoqing"]], director=people["song"],
            liaisons=[people["zhoulan"]], of_unit=lambda _unit: people["zhoulan"],
        )  # fmt: skip
        number = fieldwork.load(who, seed=7)
        first = _told()
        assert number == RequestLine.objects.count() > 20
        assert RequestLine.objects.filter(ASKED).count() == number
        assert [missing_in(one) for one in EntryNotice.objects.all()] == [[], []]
        for kind in KINDS:
            kind.objects.all().delete()
        fieldwork.load(who, seed=7)
        assert _told() == first
