"""Mappings are kept per unit and row of headers; what leaves the house is noted."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.exchange.models import ColumnMapping
from xuncha.foundation.exchange.selectors import remembered
from xuncha.foundation.exchange.services import record_export, remember_mapping
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

CLERK = Actor(user_id=None, name="经办人", request_id="r-1")
pytestmark = pytest.mark.django_db


def keep(owner: str, header: str) -> ColumnMapping:
    return remember_mapping(
        CLERK, kind="ledger", signature="s" * 64, mapping={"finding": header}, owner=owner
    )


def test_own_mapping_goes_before_the_one_for_everybody() -> None:
    keep("", "问题")
    assert remembered("ledger", "s" * 64, "unit:7") == {"finding": "问题"}
    keep("unit:7", "反馈问题")
    assert remembered("ledger", "s" * 64, "unit:7") == {"finding": "反馈问题"}
    assert remembered("ledger", "s" * 64, "unit:8") == {"finding": "问题"}


def test_another_unit_or_import_or_table_is_not_told() -> None:
    keep("unit:7", "反馈问题")
    assert remembered("ledger", "s" * 64, "unit:8") is None
    assert remembered("calendar", "s" * 64, "unit:7") is None
    assert remembered("ledger", "t" * 64, "unit:7") is None


def test_newer_replaces_older() -> None:
    first, second = keep("unit:7", "甲"), keep("unit:7", "乙")
    assert first.pk == second.pk
    assert second.used_at >= first.used_at
    assert remembered("ledger", "s" * 64, "unit:7") == {"finding": "乙"}
    verbs = AuditRow.objects.filter(verb="exchange.mapping.remembered").order_by("number")
    assert [row.details["is_new"] for row in verbs] == [True, False]


def test_the_answer_is_a_copy() -> None:
    keep("unit:7", "甲")
    found = remembered("ledger", "s" * 64, "unit:7")
    assert found is not None
    found["finding"] = "改"
    assert remembered("ledger", "s" * 64, "unit:7") == {"finding": "甲"}


def test_the_database_keeps_one_each() -> None:
    keep("unit:7", "甲")
    row = {"kind": "ledger", "signature": "s" * 64, "owner": "unit:7", "mapping": {}}
    with pytest.raises(IntegrityError), transaction.atomic():
        ColumnMapping.objects.create(**row, used_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        ColumnMapping.objects.create(**row | {"kind": ""}, used_at=clock.now())


def test_export_is_noted() -> None:
    record_export(CLERK, what="整改台账", rows=128, filters={"round": 3, "state": ["待核实"]})
    row = AuditRow.objects.get(verb="exchange.table.exported")
    assert (row.object_name, row.request_id) == ("整改台账", "r-1")
    assert row.details == {"rows": 128, "filters": {"round": 3, "state": ["待核实"]}}
