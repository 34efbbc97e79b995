"""Training: who took part, and the pledges that all signed there."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.people import Cast
from tests.pooled import Pool
from tests.scenarios import TODAY
from xuncha.cycle.pool.models import SecrecyPledge, TrainingRecord
from xuncha.cycle.pool.services import qualifying, training
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.errors import Invalid

DAY = dt.timedelta(days=1)


def test_pledges_signed_at_the_training_are_entered_once_for_each(people: Cast, pool: Pool) -> None:
    office = people.actor("liwen")
    course = training.create_training(
        office, title="保密培训", held_on=TODAY - DAY, hours=Decimal(4), is_secrecy=True
    )
    qualifying.add_pledge(office, inspector_id=pool.zhao.pk, signed_on=TODAY - 9 * DAY)
    both = [pool.zhao.pk, pool.zhou.pk]
    training.note_attendance(
        office, training_id=course.pk, inspector_ids=both, pledged_on=TODAY - DAY
    )
    signed = SecrecyPledge.objects.order_by("pk").values_list("inspector", "signed_on")
    assert list(signed) == [(both[0], TODAY - 9 * DAY), (both[1], TODAY - DAY)]
    assert AuditRow.objects.filter(verb="pool.pledge.added").count() == 2
    training.note_attendance(office, training_id=course.pk, inspector_ids=both, pledged_on=TODAY)
    assert SecrecyPledge.objects.count() == 2


def test_a_pledge_of_tomorrow_is_refused_with_the_attendance(people: Cast, pool: Pool) -> None:
    office = people.actor("liwen")
    course = training.create_training(office, title="培训", held_on=TODAY, hours=Decimal(4))
    with pytest.raises(Invalid, match="签署日期不能晚于今天"):
        training.note_attendance(
            office, training_id=course.pk, inspector_ids=[pool.zhao.pk], pledged_on=TODAY + DAY
        )
    assert not TrainingRecord.objects.exists()
