"""Keys of sources: for persons and the escrow, never for the site; how they go on, come back and
end; what an older version sealed with the site's key."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.petitioned import NAME, SOURCE, Petitioned
from tests.scenarios import TODAY
from xuncha.cycle.petitions import sealing
from xuncha.cycle.petitions.models import PetitionSource, SourceKey, SourceRequest
from xuncha.cycle.petitions.services import keeping_keys, sourcing
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.models import Escrow
from xuncha.foundation.holders.services import escrowing
from xuncha.foundation.seals import boxes, fields
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Conflict, Refused, Unavailable

DAY = dt.timedelta(days=1)


def _source(desk: Petitioned) -> PetitionSource:
    return PetitionSource.objects.select_related("petition").get(petition=desk.petition)


def _holders(desk: Petitioned) -> list[str | None]:
    rows = _source(desk).keys.order_by("holder__user__username")
    return list(rows.values_list("holder__user__username", flat=True))


def _open(desk: Petitioned, who: str, reason: str = "核对") -> str:
    told = sourcing.open_source(
        desk.actor(who), desk.key(who), petition_id=desk.petition.pk, places=["name"],
        reason=reason,
    )  # fmt: skip
    return told["name"]


def _granted(desk: Petitioned, who: str = "luyi", until: dt.date = TODAY + DAY) -> SourceRequest:
    made = sourcing.ask(desk.actor(who), petition_id=desk.petition.pk, reason="当面核实")
    return sourcing.decide(
        desk.actor("liwen"), desk.key("liwen"), request_id=made.pk, version=made.version,
        grants=True, words="同意", until_on=until,
    )  # fmt: skip


def test_it_is_sealed_for_the_custodian_and_the_escrow_and_nobody_else(desk: Petitioned) -> None:
    source = _source(desk)
    assert source.key == ""
    assert set(_holders(desk)) == {"liwen", None}
    assert _open(desk, "liwen") == NAME
    with pytest.raises(Refused, match="输入您的封存口令"):
        sourcing.open_source(
            desk.actor("liwen"), None, petition_id=desk.petition.pk, places=["name"], reason="x"
        )


def test_no_source_is_taken_in_where_nobody_could_hold_its_key(desk: Petitioned) -> None:
    Escrow.objects.update(state="retired")
    with pytest.raises(Refused, match="托管"):
        desk.register()
    sourcing.appoint(
        desk.actor("song"), inspection_id=desk.fielded.inspection.pk,
        user_id=desk.people["song"].pk,
    )  # fmt: skip
    assert not keeping_keys.is_ready(desk.fielded.inspection.pk)
    with pytest.raises(Refused, match="保管人"):
        desk.register()
    row = desk.register(real_name=False, name="", contact="", address="")
    assert not PetitionSource.objects.filter(petition=row).exists()


def test_leave_hands_a_key_and_its_end_changes_it(desk: Petitioned) -> None:
    made = _granted(desk)
    assert _open(desk, "luyi") == NAME
    before = _source(desk)
    kept = before.keys.get(holder__user__username="luyi")
    made = sourcing.end(
        desk.actor("liwen"), desk.key("liwen"), request_id=made.pk, version=made.version,
        words="已核实",
    )  # fmt: skip
    source = _source(desk)
    assert source.generation == before.generation + 1
    assert source.name != before.name
    assert set(_holders(desk)) == {"liwen", None}
    kept.pk, kept.generation = None, source.generation
    kept.save()
    with pytest.raises(Unavailable):  # a key copied back from an older database opens nothing
        sealing.data_key(source, desk.key("luyi"))
    assert _open(desk, "liwen") == NAME


def test_a_key_ends_with_its_day(desk: Petitioned) -> None:
    _granted(desk, until=TODAY)
    assert "luyi" in _holders(desk)
    with clock.at(TODAY + DAY):
        with pytest.raises(Refused):
            keeping_keys.tidy_keys(desk.actor("song"))
        assert keeping_keys.tidy_keys(SYSTEM) == 1
        assert keeping_keys.tidy_keys(SYSTEM) == 0
    assert "luyi" not in _holders(desk)


def test_a_lost_passphrase_comes_back_by_the_custodian_or_by_papers(desk: Petitioned) -> None:
    made = _granted(desk)
    desk.make_key("luyi")
    with pytest.raises(Refused, match="没有它的钥匙"):
        _open(desk, "luyi")
    assert keeping_keys.without_key(desk.petition) == {made.pk}
    sourcing.hand_key(desk.actor("liwen"), desk.key("liwen"), request_id=made.pk)
    assert _open(desk, "luyi") == NAME
    desk.make_key("liwen")
    assert keeping_keys.lacks_key(desk.actor("liwen"), desk.petition)
    assert desk.recover("liwen", by="zhaoqing") == 1
    assert _open(desk, "liwen") == NAME
    assert desk.recover("guer", by="zhaoqing") == 0


def test_keys_go_on_to_the_next_custodian_and_nothing_stays_behind(desk: Petitioned) -> None:
    pk = desk.fielded.inspection.pk
    with pytest.raises(Refused, match="没有要移交"):
        keeping_keys.hand_on(desk.actor("liwen"), desk.key("liwen"), inspection_id=pk)
    sourcing.appoint(desk.actor("song"), inspection_id=pk, user_id=desk.people["zhaoqing"].pk)
    with pytest.raises(Refused, match="没有它的钥匙"):
        _open(desk, "zhaoqing")
    with pytest.raises(Refused, match="先向来源保管人"):
        _open(desk, "liwen")
    assert keeping_keys.held_over(desk.actor("liwen"), pk).count() == 1
    assert keeping_keys.hand_on(desk.actor("liwen"), desk.key("liwen"), inspection_id=pk) == 1
    assert set(_holders(desk)) == {"zhaoqing", None}
    assert _open(desk, "zhaoqing") == NAME


def test_two_who_decide_at_once_and_a_change_beside_it(desk: Petitioned) -> None:
    made = sourcing.ask(desk.actor("luyi"), petition_id=desk.petition.pk, reason="核实")
    told = {"request_id": made.pk, "version": made.version, "words": "可以"}
    key = desk.key("liwen")
    sourcing.decide(desk.actor("liwen"), key, grants=True, until_on=TODAY, **told)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        sourcing.decide(desk.actor("liwen"), key, grants=False, **told)  # type: ignore[arg-type]
    stale, fresh = _source(desk), _source(desk)
    sealing.change_key(fresh, sealing.data_key(fresh, key))
    with pytest.raises(Conflict):  # who read the source before the change starts anew
        wrapping.touch(stale)
    stale.name = fresh.name  # read in the middle of the change: new words, old key
    with pytest.raises(Conflict), wrapping.unchanged(stale):
        boxes.unseal(stale.name, bytes(32), "anywhere")
    with pytest.raises(Unavailable), wrapping.unchanged(fresh):
        boxes.unseal(fresh.name, bytes(32), "anywhere")
    assert _open(desk, "luyi") == NAME


def test_it_moves_to_a_new_escrow(desk: Petitioned) -> None:
    old = Escrow.objects.get(state="active")
    made = desk.ceremony("liwen", "zhaoqing")
    assert escrowing.move_to_active(desk.actor("liwen"), desk.key("liwen")) == 1
    source = _source(desk)
    assert source.keys.filter(escrow=made).exists()
    assert not source.keys.filter(escrow=old).exists()


def _as_older_versions_did(source: PetitionSource) -> None:
    secret, petition = boxes.new_key(), source.petition_id
    place = f"petitions.source {petition} "
    told = dict(zip(("name", "contact", "address"), SOURCE, strict=True))
    sealed = {key: boxes.seal(text, secret, place + key) for key, text in told.items()}
    source.keys.all().delete()
    PetitionSource.objects.filter(pk=source.pk).update(
        key=fields.seal(secret, place=place + "key"), generation=1, **sealed
    )


def test_what_the_site_sealed_goes_over_to_persons(desk: Petitioned) -> None:
    _as_older_versions_did(_source(desk))
    with pytest.raises(Refused, match="站点密钥"):
        _open(desk, "liwen")
    assert keeping_keys.tidy_keys(SYSTEM) == 0
    source = _source(desk)
    assert source.key == ""
    assert set(_holders(desk)) == {"liwen", None}
    assert _open(desk, "liwen") == NAME
    _as_older_versions_did(source)
    desk.make_key("liwen")  # a custodian who makes his key takes over at once
    assert _open(desk, "liwen") == NAME
    _as_older_versions_did(source)
    sourcing.appoint(
        desk.actor("song"), inspection_id=desk.fielded.inspection.pk,
        user_id=desk.people["zhaoqing"].pk,
    )  # fmt: skip
    assert _open(desk, "zhaoqing") == NAME


def test_without_the_sites_key_it_stays_closed_and_stops_nothing(
    desk: Petitioned, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_older_versions_did(_source(desk))

    def gone(*_args: object, **_more: object) -> bytes:
        raise Unavailable("没有密钥")

    monkeypatch.setattr(fields, "unseal", gone)
    assert keeping_keys.tidy_keys(SYSTEM) == 0
    assert _source(desk).key != ""


def test_destroying_takes_every_copy_of_the_key(desk: Petitioned) -> None:
    with clock.at(dt.date(2056, 3, 19)):
        sourcing.destroy(desk.actor("liwen"), petition_id=desk.petition.pk)
    assert not SourceKey.objects.exists()
