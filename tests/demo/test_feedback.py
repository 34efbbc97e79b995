"""The demo's feedback: one told from report to receipts, and it ends where it stood."""

from __future__ import annotations

import datetime as dt

from tests.fedback import settled
from tests.fielded import Fielded
from tests.people import PASSWORD, Cast
from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.cycle.feedback.looking import look_at, sentences_of, version_of
from xuncha.cycle.feedback.models import CopyLetter, Feedback, Report, Task, TeamReview
from xuncha.cycle.planning.models import Inspection
from xuncha.demo import feedback
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel.actor import SYSTEM

_CAST = {
    "fangyuan": "office_director", "jiandan": "office_staff", "zongheng": "leader",
    "lianjing": "partner", "zhirenshan": "partner", "jiangheqing": "unit_head",
    "shuiqing": "unit_liaison",
}  # fmt: skip


def test_one_is_told_whole(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    for username, role in _CAST.items():
        user = bootstrap_user(
            SYSTEM, username=username, name=username, post="", password=PASSWORD, roles=[role],
            must_change=False,
        )  # fmt: skip
        if role.startswith("unit"):
            Membership.objects.create(
                user=user, organisation=told.inspection.organisation, from_on=dt.date(2021, 9, 1)
            )
    RoleGrant.objects.update(from_on=dt.date(2021, 9, 1))
    Organisation.objects.filter(pk=told.inspection.organisation_id).update(
        short_name=feedback.TOLD[1]
    )
    Inspection.objects.filter(pk=told.inspection.pk).update(
        entered_on=dt.date(2025, 9, 10), left_on=dt.date(2025, 11, 5),
        feedback_on=dt.date(2026, 1, 19),
    )  # fmt: skip
    feedback.load()
    report = Report.objects.get()
    version = version_of(report)
    assert look_at(report, version, sentences_of(version)).number == 0
    row = Feedback.objects.get()
    assert (row.state, row.delivered_on) == ("delivered", dt.date(2026, 1, 19))
    assert set(row.deliveries.values_list("state", flat=True)) == {"signed"}
    assert sorted(Task.objects.values_list("state", flat=True)) == ["done", "open", "reported"]
    assert sorted(CopyLetter.objects.values_list("state", flat=True)) == [
        "issued", "received", "received", "received",
    ]  # fmt: skip
    assert TeamReview.objects.get().answers.count() == 9
    told.inspection.refresh_from_db()
    assert told.inspection.state == "reporting"
