"""The directory: read by office, leaders and partners, a unit sees itself, the office changes."""

from __future__ import annotations

from tests.cycle.directory.books import DISTRICT, book
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.services.importing import bring_directory

_READ = "302 200 200 200 200 403 403 403 403 403 403"
_FORM = "302 200 200 403 403 403 403 403 403 403 403"
_POST = "302 400 400 403 403 403 403 403 403 403 403"

ROWS = {
    "directory_list": _READ,
    "directory_tree": _READ,
    "directory_export": "302 200 200 200 403 403 403 403 403 403 403",
    "directory_detail": "302 200 200 200 200 200 404 200 403 403 403",
    "directory_create": _FORM,
    "directory_rename": _FORM,
    "directory_former_name": _FORM,
    "directory_move": _FORM,
    "directory_correct": _FORM,
    "directory_dissolve": _FORM,
    "directory_restore": _FORM,
    "directory_merge": _FORM,
    "directory_withdraw": _FORM,
    "directory_split": _FORM,
    "directory_name_contact": _FORM,
    "directory_correct_contact": _FORM,
    "directory_end_contact": _FORM,
    "directory_bring": _FORM,
    "directory_import": _FORM,
    "directory_import_columns": _FORM,
    "directory_import_take": _POST,
    "directory_import_drop": _POST,
    "directory_import_refused": "302 404 404 403 403 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """The water bureau with a secretary, and a list that waits."""
    clerk = people.actor("liwen")
    contact = services.name_contact(
        clerk, organisation_id=story.water.pk, post=ContactPost.SECRETARY, name="林秀", phone="",
        from_on=TODAY,
    )  # fmt: skip
    brought = bring_directory(clerk, stream=book(DISTRICT), name="名录.xlsx")
    return {
        "organisation_id": story.water.pk, "contact_id": contact.pk, "roster_id": brought.pk,
    }  # fmt: skip
