"""抽查督办: rows and records of this area."""

from __future__ import annotations

from tests.lettered import answered
from tests.overseen import SEEN, upload, verify
from tests.people import Cast
from tests.scenarios import Story, finding, item
from xuncha.cycle.oversight.services import checks, drawing
from xuncha.cycle.rectification.models import Proof

HANGS_ON = {"draw_id", "check_id", "check_file_id", "letter_id", "letter_file_id"}

_READ = "302 200 200 200 403 403 403 403 403 403 403"
_OFFICE = "302 200 200 403 403 403 403 403 403 403 403"
_GIVEN = "302 200 200 200 404 403 403 403 403 403 403"

_WITH_UNIT = "302 200 200 200 403 200 200 200 403 403 403"

_LETTER = "302 200 200 200 403 200 404 200 403 403 403"

ROWS = {
    "oversight_letters": _WITH_UNIT,
    "oversight_export_letters": _OFFICE,
    "oversight_proposals": _READ,
    "oversight_draft_letter": "302 400 400 403 403 403 403 403 403 403 403",
    "oversight_letter": _LETTER,
    "oversight_change_letter": "302 409 409 403 403 403 403 403 403 403 403",
    "oversight_move_letter": "302 400 400 400 403 400 400 400 403 403 403",
    "oversight_answer_letter": "302 403 403 403 403 200 404 200 403 403 403",
    "oversight_print_letter": _LETTER,
    "oversight_letter_file": _LETTER,
    "oversight_board": _WITH_UNIT,
    "oversight_items": _WITH_UNIT,
    "oversight_export_items": _WITH_UNIT,
    "oversight_inspection": "302 200 200 200 403 200 404 200 403 403 403",
    "oversight_set_charge": "302 400 400 403 403 403 403 403 403 403 403",
    "oversight_draws": _READ,
    "oversight_new_draw": _OFFICE,
    "oversight_draw": _READ,
    "oversight_assign": "302 400 400 403 403 403 403 403 403 403 403",
    "oversight_export_draw": _OFFICE,
    "oversight_checks": "302 200 200 200 200 403 403 403 403 403 403",
    "oversight_export_checks": _OFFICE,
    "oversight_check": _GIVEN,
    "oversight_record_check": "302 200 403 403 404 403 403 403 403 403 403",
    "oversight_move_check": "302 400 400 403 400 403 403 403 403 403 403",
    "oversight_check_file": _GIVEN,
    "oversight_rules": _READ,
    "oversight_set_rules": "302 200 403 403 403 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """Two items of their own drawn by 李闻 for 宋致远 and 赵青: one waits, one was looked at.
    Both are drawn for their risk: they have no proof."""
    own = [
        item(finding(story.inspection, f"90{n}", f"第{n}处泵站停用"), f"90{n}", f"{n}号泵站停用")
        for n in range(2)
    ]
    for one in own:
        verify(one, people)
    Proof.objects.filter(item__in=own).delete()
    made = drawing.draw(
        people.actor("liwen"), round_id=story.round.pk, inspection_id=story.inspection.pk
    )
    given = checks.assign_checks(
        people.actor("liwen"), draw_id=made.pk,
        check_ids=list(made.checks.filter(item__in=own).values_list("pk", flat=True)),
        first_id=people["song"].pk, second_id=people["zhaoqing"].pk,
    )  # fmt: skip
    seen = checks.record_check(
        people.actor("zhaoqing"), check_id=given[1].pk, version=given[1].version, facts=SEEN,
        uploads=[upload()],
    )  # fmt: skip
    letter = answered(story, people)
    return {
        "draw_id": made.pk, "check_id": given[0].pk, "check_file_id": seen.files.get().pk,
        "letter_id": letter.pk, "letter_file_id": letter.answers.get().files.get().pk,
    }  # fmt: skip
