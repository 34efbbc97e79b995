"""整改方案: rows and records of this area."""

from __future__ import annotations

import io

from tests.fielded import in_the_field
from tests.people import Cast
from tests.scenarios import Story, finding
from tests.schemed import opened, seat
from tests.web.matrix import FIELD
from xuncha.cycle.schemes.models import (
    ChangeRequest,
    ReviewSeat,
    Scheme,
    SchemeImport,
    SchemeRow,
    SchemeVersion,
)
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock

MORE = FIELD
HANGS_ON = {"scheme_id", "row_id", "seat_id", "change_id", "scheme_import_id"}

# 陆一 was asked to review, though his authorisation for that inspection is over; 顾二 and 秦三 not.
_READ = "302 200 200 200 200 200 404 200 403 403 403 200 404 404"
_LIST = "302 200 200 200 200 200 200 200 403 403 403 200 200 200"
_WRITE = "302 403 403 403 403 409 404 403 403 403 403 403 403 403"
_UNIT = "302 403 403 403 403 200 404 200 403 403 403 403 403 403"
_TAKE = "302 403 403 403 403 400 400 403 403 403 403 403 403 403"
_OFFICE = "302 200 200 403 403 403 403 403 403 403 403 403 403 403"
_DIRECTOR = "302 200 403 403 403 403 403 403 403 403 403 403 403 403"

ROWS = {
    "schemes_inspection": "302 302 302 302 302 302 404 302 403 403 403 404 404 404",
    "schemes_begin": "302 403 403 403 403 409 404 403 403 403 403 403 403 403",
    "schemes_list": _LIST,
    "schemes_export": _LIST,
    "schemes_rules": _LIST,
    "schemes_new_rules": _DIRECTOR,
    "schemes_scheme": _READ,
    "schemes_act": _READ.replace("200", "400"),
    "schemes_add_row": _WRITE,
    "schemes_bring": _WRITE,
    "schemes_open_review": "302 409 409 403 403 403 403 403 403 403 403 403 403 403",
    "schemes_merge": _OFFICE,
    "schemes_compare": _READ,
    "schemes_print": _READ,
    "schemes_lists": _READ,
    "schemes_row": "302 403 403 403 403 200 404 403 403 403 403 403 403 403",
    "schemes_drop_row": "302 403 403 403 403 302 404 403 403 403 403 403 403 403",
    "schemes_seat": "302 403 403 403 200 403 403 403 403 403 403 403 404 404",
    "schemes_reseat": _OFFICE,
    "schemes_answer_change": "302 400 403 403 403 403 403 403 403 403 403 403 403 403",
    "schemes_import": _UNIT,
    "schemes_take": _TAKE,
    "schemes_leave": _TAKE,
}


def arguments(story: Story, people: Cast) -> dict[str, int | str]:
    """A scheme under review with a seat of each kind, another that is being written, its file."""
    made = in_the_field(story, people)
    review = opened(story, people)
    ReviewSeat.objects.create(review=review, party="team", user=made.leader)
    scheme = review.scheme
    change = ChangeRequest.objects.create(
        scheme=scheme, reason="机构调整", asked_by=people["zhoulan"], asked_at=clock.now()
    )
    today = clock.today()
    draft = Scheme.objects.create(
        inspection=made.inspection, due_on=today, original_due_on=today, due_rule="反馈之后30天",
        rules_number=0, made_at=clock.now(),
    )  # fmt: skip
    version = SchemeVersion.objects.create(scheme=draft, number=1, made_at=clock.now())
    told = finding(made.inspection, "1", "河道管护责任不落实")
    row = SchemeRow.objects.create(version=version, line=1, finding=told, task="清理垃圾")
    stored = keep_file(
        people.actor("zhoulan"), stream=io.BytesIO("反馈问题,整改措施\n一,二\n".encode()),
        name="方案.csv",
    )  # fmt: skip
    brought = SchemeImport.objects.create(scheme=draft, file=stored, brought_at=clock.now())
    return {
        "scheme_id": scheme.pk, "row_id": row.pk, "seat_id": seat(review, "discipline").pk,
        "change_id": change.pk, "scheme_import_id": brought.pk,
    }  # fmt: skip
