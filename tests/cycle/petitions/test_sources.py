"""Who wrote it: sealed, opened by the custodian's leave only, each opening noted; destroyed when
its time is over."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.petitioned import NAME, SOURCE, Petitioned
from tests.scenarios import TODAY
from xuncha.cycle.petitions.enums import RequestState
from xuncha.cycle.petitions.models import PetitionSource, SourceOpening, SourceRequest
from xuncha.cycle.petitions.services import sourcing
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused, Unavailable

DAY = dt.timedelta(days=1)


def _ask(desk: Petitioned, who: str = "luyi") -> SourceRequest:
    return sourcing.ask(desk.actor(who), petition_id=desk.petition.pk, reason="需要当面核实")


def _decide(desk: Petitioned, made: SourceRequest, *, grants: bool = True) -> None:
    made.refresh_from_db()
    sourcing.decide(
        desk.actor("liwen"), desk.key("liwen"), request_id=made.pk, version=made.version,
        grants=grants, words="同意，注意保密", until_on=TODAY + DAY,
    )  # fmt: skip


def _open(desk: Petitioned, who: str, reason: str = "") -> dict[str, str]:
    return sourcing.open_source(
        desk.actor(who),
        desk.keys.get(who),
        petition_id=desk.petition.pk,
        places=["name"],
        reason=reason,
    )


def test_nobody_opens_it_without_leave(desk: Petitioned) -> None:
    for who in ("luyi", "guer", "song", "zhaoqing"):
        with pytest.raises(Refused, match="先向来源保管人申请"):
            _open(desk, who)
    for who in ("qinsan", "hejingan", "zhoulan", "xitong"):
        with pytest.raises(Absent):
            _open(desk, who)
    assert not SourceOpening.objects.exists()


def test_leave_opens_it_until_its_day_and_each_field_is_noted(desk: Petitioned) -> None:
    made = _ask(desk)
    with pytest.raises(Conflict):
        _ask(desk)
    with pytest.raises(Refused):
        _open(desk, "luyi")
    with pytest.raises(Refused, match="只由保管人"):
        sourcing.decide(
            desk.actor("song"), None, request_id=made.pk, version=made.version, grants=True,
            words="x", until_on=TODAY,
        )  # fmt: skip
    _decide(desk, made)
    assert _open(desk, "luyi") == {"name": NAME}
    row = SourceOpening.objects.get()
    assert (row.place, row.by_name, row.reason) == ("name", "陆一", "需要当面核实")
    with clock.at(TODAY + 2 * DAY):
        with pytest.raises(Refused):
            _open(desk, "luyi")
        assert _ask(desk).state == RequestState.ASKED
    made.refresh_from_db()
    assert made.state == RequestState.ENDED


def test_a_refusal_and_a_leave_taken_back_open_nothing(desk: Petitioned) -> None:
    made = _ask(desk)
    with pytest.raises(Invalid):
        sourcing.decide(
            desk.actor("liwen"), desk.key("liwen"), request_id=made.pk, version=made.version,
            grants=True, words="可", until_on=TODAY - DAY,
        )  # fmt: skip
    _decide(desk, made, grants=False)
    with pytest.raises(Refused):
        _open(desk, "luyi")
    made = _ask(desk)
    _decide(desk, made)
    made.refresh_from_db()
    sourcing.end(
        desk.actor("liwen"), desk.key("liwen"), request_id=made.pk, version=made.version,
        words="已核实完",
    )  # fmt: skip
    with pytest.raises(Refused):
        _open(desk, "luyi")


def test_the_custodian_opens_with_a_reason_and_decides_nothing_of_his_own(
    desk: Petitioned,
) -> None:
    with pytest.raises(Invalid):
        _open(desk, "liwen")
    assert _open(desk, "liwen", "核对登记") == {"name": NAME}
    with pytest.raises(Refused, match="您就是保管人"):
        _ask(desk, "liwen")
    made = _ask(desk, "guer")
    sourcing.appoint(
        desk.actor("luyi"), inspection_id=desk.fielded.inspection.pk,
        user_id=desk.actor("guer").user_id or 0,
    )  # fmt: skip
    with pytest.raises(Refused, match="自己"):
        sourcing.decide(
            desk.actor("guer"), desk.key("guer"), request_id=made.pk, version=made.version,
            grants=True, words="x", until_on=TODAY,
        )  # fmt: skip
    with pytest.raises(Refused):
        _open(desk, "liwen", "核对登记")


def test_who_may_be_custodian_and_who_appoints(desk: Petitioned) -> None:
    pk = desk.fielded.inspection.pk
    for user in ("zhoulan", "hejingan", "qinsan"):
        with pytest.raises(Invalid):
            sourcing.appoint(
                desk.actor("song"), inspection_id=pk, user_id=desk.actor(user).user_id or 0
            )
    with pytest.raises(Refused):
        sourcing.appoint(desk.actor("guer"), inspection_id=pk, user_id=desk.people["zhaoqing"].pk)


def test_its_keeping_time_ends_with_key_and_fields(desk: Petitioned) -> None:
    with pytest.raises(Conflict, match="保管期"):
        sourcing.destroy(desk.actor("liwen"), petition_id=desk.petition.pk)
    assert desk.petition.keep_until_on == dt.date(2056, 3, 18)
    with clock.at(dt.date(2056, 3, 19)):
        sourcing.destroy(desk.actor("liwen"), petition_id=desk.petition.pk)
        with pytest.raises(Conflict, match="已经销毁"):
            _open(desk, "liwen", "核对")
    source = PetitionSource.objects.get()
    assert (source.key, source.filled) == ("", [])


def test_a_sealed_field_opens_on_its_own_petition_only(desk: Petitioned) -> None:
    other = desk.register()
    one, two = (PetitionSource.objects.get(petition=row) for row in (desk.petition, other))
    PetitionSource.objects.filter(pk=two.pk).update(name=one.name)
    with pytest.raises(Unavailable):
        sourcing.open_source(
            desk.actor("liwen"),
            desk.key("liwen"),
            petition_id=other.pk,
            places=["name"],
            reason="核对",
        )


def test_no_word_of_the_source_lies_in_clear(desk: Petitioned) -> None:
    made = _ask(desk)
    _decide(desk, made)
    _open(desk, "luyi")
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            text = json.dumps(row, ensure_ascii=False, default=str)
            assert not [word for word in SOURCE if word in text], model
    if connection.vendor == "sqlite":
        raw = connection.connection.serialize().decode("utf-8", "ignore")
        escaped = [json.dumps(word)[1:-1] for word in SOURCE]
        assert not [word for word in (*SOURCE, *escaped) if word in raw]
    for path in Path(settings.XUNCHA_HOME).rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "ignore")
            assert not [word for word in SOURCE if word in text]
    texts = " ".join(Notice.objects.values_list("text", flat=True))
    assert "水务" not in texts
    assert AuditRow.objects.filter(verb="petitions.source.opened").count() == 1
