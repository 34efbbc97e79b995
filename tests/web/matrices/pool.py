"""The talent pool: the office works, leaders read and approve, nobody else enters."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

from tests.cycle.pool.books import people as listed
from tests.people import Cast
from tests.pooled import pool, tie
from tests.scenarios import TODAY, Story
from xuncha.cycle.pool.enums import PoolImportKind, TeamRole
from xuncha.cycle.pool.services import importing, qualifying, serving, training

READ = "302 200 200 200 403 403 403 403 403 403 403"
OFFICE = "302 200 200 403 403 403 403 403 403 403 403"
POSTED = "302 400 400 403 403 403 403 403 403 403 403"
READERS_POSTED = "302 400 400 400 403 403 403 403 403 403 403"

ROWS: dict[str, str] = {
    "pool_list": READ,
    "pool_export": READ,
    "pool_me": READ,
    "pool_nominate": OFFICE,
    "pool_entry": READ,
    "pool_check": "302 302 302 403 403 403 403 403 403 403 403",
    "pool_admit": "302 302 403 302 403 403 403 403 403 403 403",
    "pool_certificates": READ,
    "pool_rules": READ,
    "pool_rules_set": "302 400 403 403 403 403 403 403 403 403 403",
    "pool_trainings": READ,
    "pool_training_create": OFFICE,
    "pool_training": READ,
    "pool_attend": OFFICE,
    "pool_record_withdraw": POSTED,
    "pool_imports": OFFICE,
    "pool_import": OFFICE,
    "pool_import_columns": OFFICE,
    "pool_import_take": POSTED,
    "pool_import_drop": POSTED,
    "pool_import_refused": "302 404 404 403 403 403 403 403 403 403 403",
    "pool_person": READ,
    "pool_change": OFFICE,
    "pool_move": OFFICE,
    "pool_link": OFFICE,
    "pool_return": READERS_POSTED,
    "pool_reject": READERS_POSTED,
    "pool_pause": POSTED,
    "pool_resume": POSTED,
    "pool_leave": POSTED,
    "pool_renominate": POSTED,
    "pool_ties": OFFICE,
    "pool_tie_add": OFFICE,
    "pool_tie_end": OFFICE,
    "pool_tie_withdraw": POSTED,
    "pool_qualification_add": OFFICE,
    "pool_qualification_withdraw": POSTED,
    "pool_qualification_file": READ,
    "pool_pledge_add": OFFICE,
    "pool_pledge_withdraw": POSTED,
    "pool_pledge_file": READ,
    "pool_service_add": OFFICE,
    "pool_service_withdraw": POSTED,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """赵一禾 with everything that can hang on a person, and a list that waits."""
    office, made = people.actor("liwen"), pool(story, people)
    person = made.zhao.pk
    course = training.create_training(office, title="业务培训", held_on=TODAY, hours=Decimal(8))
    training.note_attendance(office, training_id=course.pk, inspector_ids=[person])
    certificate = qualifying.add_qualification(
        office, inspector_id=person, name="会计师", file_name="证书.txt",
        stream=io.BytesIO("会计师证书".encode()),
    )  # fmt: skip
    pledge = qualifying.add_pledge(
        office, inspector_id=person, signed_on=TODAY, file_name="承诺书.txt",
        stream=io.BytesIO("保密承诺书".encode()),
    )  # fmt: skip
    served = serving.add_past_service(
        office, inspector_id=person, role=TeamRole.MEMBER, on=dt.date(2024, 5, 1),
        organisation_id=story.civil.pk,
    )  # fmt: skip
    brought = importing.bring_list(
        office, kind=PoolImportKind.PEOPLE, stream=listed(), name="名单.xlsx"
    )
    return {
        "inspector_id": person, "training_id": course.pk, "record_id": course.records.get().pk,
        "qualification_id": certificate.pk, "pledge_id": pledge.pk, "service_id": served.pk,
        "tie_id": tie(made.zhao, story.civil).pk, "list_id": brought.pk,
    }  # fmt: skip
