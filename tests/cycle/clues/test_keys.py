"""Who can open a clue, by grant and by key; what ends with a grant; how a lost key comes back."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.clued import FACTS, MATTER, PASSPHRASE, Sealed
from tests.people import PASSWORD
from xuncha.cycle.clues import sealing
from xuncha.cycle.clues.enums import MATTER as PLACE
from xuncha.cycle.clues.models import Clue, ClueGrant, ClueKey
from xuncha.cycle.clues.services import expiring, naming, opening, registering
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.enums import EscrowState
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.holders.services import escrowing, holding
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused, Unavailable


def _read(store: Sealed, who: str) -> str:
    told = opening.open_fields(
        store.actor(who), store.key(who), clue_id=store.clue.pk, places=[PLACE]
    )
    return told[PLACE]


def test_those_who_have_the_duty_open_it_and_nobody_else(store: Sealed) -> None:
    for who in ("luyi", "song"):
        assert _read(store, who) == MATTER
    store.make_key("guer")
    for who in ("liwen", "guer"):
        with pytest.raises(Absent):
            _read(store, who)


def test_a_grant_opens_it_and_its_end_changes_the_key(store: Sealed) -> None:
    row = store.grant("liwen")
    assert _read(store, "liwen") == MATTER
    kept = ClueKey.objects.get(clue=store.clue, holder__user__username="liwen")
    body = store.clue.texts.get(place=PLACE).body
    naming.end_grant(store.actor("song"), store.key("song"), grant_id=row.pk, reason="核实完毕")
    with pytest.raises(Absent):
        _read(store, "liwen")
    clue = store.fresh()
    assert clue.generation == 2
    assert clue.texts.get(place=PLACE).body != body
    kept.clue = clue
    kept.pk, kept.generation = None, 2
    kept.save()
    with pytest.raises(Unavailable):  # a key copied back from an older database opens nothing
        sealing.data_key(clue, store.key("liwen"))
    for who in ("luyi", "song"):
        assert _read(store, who) == MATTER


def test_nobody_names_himself_nor_one_who_must_not_know(store: Sealed) -> None:
    for who, words in (("song", "自己"), ("zhoulan", "不能知悉"), ("baomi", "不能知悉"),
                       ("qinsan", "不能知悉")):  # fmt: skip
        with pytest.raises(Refused, match=words):
            store.grant(who, by="song")
    with pytest.raises(Refused, match="还没有设立"):
        store.grant("guer")
    store.make_key("guer")
    with pytest.raises(Absent):
        store.grant("zhaoqing", by="guer")
    store.grant("guer")
    with pytest.raises(Refused, match="只有本组组长"):
        store.grant("zhaoqing", by="guer")
    with pytest.raises(Invalid):
        store.grant("zhaoqing", reason=" ")
    with pytest.raises(Conflict):
        store.grant("guer")
    own = ClueGrant.objects.get(user__username="luyi")
    with pytest.raises(Refused, match="自己"):
        naming.end_grant(store.actor("luyi"), store.key("luyi"), grant_id=own.pk, reason="x")


def test_a_grant_has_its_days(store: Sealed) -> None:
    today = clock.today()
    row = naming.grant(
        store.actor("luyi"), store.key("luyi"), clue_id=store.clue.pk, reason="核实",
        user_id=User.objects.get(username="liwen").pk, from_on=today + dt.timedelta(days=1),
        until_on=today + dt.timedelta(days=2),
    )  # fmt: skip
    with pytest.raises(Absent):
        _read(store, "liwen")
    with clock.at(today + dt.timedelta(days=2)):
        assert _read(store, "liwen") == MATTER
    with clock.at(today + dt.timedelta(days=3)):
        with pytest.raises(Absent):
            _read(store, "liwen")
        with pytest.raises(Refused):
            expiring.drop_expired(store.actor("song"))
        assert expiring.drop_expired(SYSTEM) == 1
        assert expiring.drop_expired(SYSTEM) == 0
        assert row.pk in naming.without_key(store.clue)
        with pytest.raises(Refused):
            naming.hand_key(store.actor("luyi"), store.key("luyi"), grant_id=row.pk)


def test_the_team_loses_it_with_its_authorisation_and_by_recusal(store: Sealed) -> None:
    from tests.teamed import SHUTS
    from xuncha.cycle.teams.models import Recusal

    with clock.at(SHUTS + dt.timedelta(days=1)):
        with pytest.raises(Absent):
            _read(store, "luyi")
        assert _read(store, "song") == MATTER
        naming.rekey(store.actor("song"), store.key("song"), clue_id=store.clue.pk)
        holders = store.clue.keys.filter(holder__isnull=False)
        assert list(holders.values_list("holder__user__username", flat=True)) == ["song"]
    Recusal.objects.create(
        user=store.people["song"], organisation=store.fielded.inspection.organisation,
        ground="kin", words="亲属", origin="own", key="own-song", raised_at=clock.now(),
    )  # fmt: skip
    with pytest.raises(Absent):
        _read(store, "song")


def test_who_made_a_new_key_gets_it_from_another_holder(store: Sealed) -> None:
    store.make_key("luyi", PASSPHRASE + "二")
    with pytest.raises(Refused, match="还没有它的钥匙"):
        _read(store, "luyi")
    grant = ClueGrant.objects.get(user__username="luyi", clue=store.clue)
    assert naming.without_key(store.clue) == {grant.pk}
    naming.hand_key(store.actor("song"), store.key("song"), grant_id=grant.pk)
    assert _read(store, "luyi") == MATTER
    assert Keyholder.objects.filter(user__username="luyi", locked="").count() == 1


def test_two_officers_together_give_a_lost_key_back(store: Sealed) -> None:
    for who in ("luyi", "song"):
        store.make_key(who, PASSPHRASE + "三")
    papers = [store.papers["liwen"], store.papers["zhaoqing"]]
    user = User.objects.get(username="song")
    for wrong, kind in ((papers[:1], Invalid), ([papers[0], papers[0]], Invalid)):
        with pytest.raises(kind):
            escrowing.recover(store.actor("liwen"), papers=wrong, user_id=user.pk, reason="忘记")
    with pytest.raises(Refused, match="只有保管"):
        escrowing.recover(store.actor("hejingan"), papers=papers, user_id=user.pk, reason="忘记")
    with pytest.raises(Refused, match="给自己"):
        escrowing.recover(
            store.actor("liwen"), papers=papers, reason="忘记",
            user_id=User.objects.get(username="liwen").pk,
        )  # fmt: skip
    assert escrowing.recover(
        store.actor("liwen"), papers=papers, user_id=user.pk, reason="忘记口令"
    ) == 1  # fmt: skip
    assert _read(store, "song") == MATTER
    with pytest.raises(Refused):
        _read(store, "luyi")
    zhao = User.objects.get(username="zhaoqing")
    assert escrowing.recover(
        store.actor("liwen"), papers=papers, user_id=zhao.pk, reason="误操作"
    ) == 0  # fmt: skip


def test_a_new_ceremony_takes_over_when_every_paper_is_confirmed(store: Sealed) -> None:
    store.make_key("hejingan")
    old = wrapping.active_escrow()
    with pytest.raises(Invalid):
        escrowing.convene(store.actor("song"), officer_ids=[store.people["song"].pk] * 2)
    with pytest.raises(Refused):
        escrowing.convene(store.actor("liwen"), officer_ids=[])
    new = store.ceremony("liwen", "zhaoqing", "hejingan", need=2)
    old.refresh_from_db()
    assert (new.state, old.state) == (EscrowState.ACTIVE, EscrowState.RETIRED)
    assert not new.shares.exclude(wrapped="").exists()
    share = new.shares.get(officer__username="liwen")
    with pytest.raises(Refused, match="不再有它"):
        escrowing.show_share(store.actor("liwen"), store.key("liwen"), share_id=share.pk)
    assert escrowing.move_to_active(store.actor("song"), store.key("song")) == 1
    assert escrowing.move_to_active(store.actor("song"), store.key("song")) == 0
    papers = [store.papers["zhaoqing"], store.papers["hejingan"]]
    store.make_key("luyi")
    assert escrowing.recover(
        store.actor("hejingan"), papers=papers, reason="忘记",
        user_id=User.objects.get(username="luyi").pk,
    ) == 1  # fmt: skip
    assert _read(store, "luyi") == MATTER


def test_wrong_check_words_confirm_nothing_and_a_ceremony_can_be_called_off(store: Sealed) -> None:
    users = [store.people[one].pk for one in ("liwen", "zhaoqing")]
    made = escrowing.convene(store.actor("song"), officer_ids=users)
    with pytest.raises(Conflict):
        escrowing.convene(store.actor("song"), officer_ids=users)
    share = made.shares.get(officer__username="liwen")
    with pytest.raises(Invalid):
        escrowing.confirm_share(
            store.actor("liwen"), store.key("liwen"), share_id=share.pk, words="红山 红山 红山"
        )
    with pytest.raises(Absent):
        escrowing.show_share(store.actor("zhaoqing"), store.key("zhaoqing"), share_id=share.pk)
    escrowing.drop_escrow(store.actor("song"), escrow_id=made.pk, version=made.version)
    assert not made.shares.exclude(wrapped="").exists()
    assert wrapping.active_escrow().pk != made.pk


def test_passphrases(store: Sealed) -> None:
    actor = store.actor("liwen")
    for wrong in ("短", "123456789012", "啊啊啊啊啊啊啊啊啊啊啊啊啊", PASSWORD):
        with pytest.raises(Invalid):
            holding.make_key(actor, password=PASSWORD, passphrase=wrong)
    with pytest.raises(Invalid, match="登录密码"):
        holding.make_key(actor, password="x", passphrase=PASSPHRASE)
    holding.change_passphrase(actor, old=PASSPHRASE.format("liwen"), new="换了一句别人不知道的话")
    with pytest.raises(Invalid):
        holding.change_passphrase(actor, old="不对", new="再换一句别人不知道的话吧")
    key = holding.unlock(actor, passphrase="换了一句别人不知道的话")
    assert key.private == store.key("liwen").private
    for _ in range(holding.MOST_FAILURES):
        with pytest.raises(Invalid):
            holding.unlock(actor, passphrase="错的口令")
    with pytest.raises(Refused, match="15 分钟"):
        holding.unlock(actor, passphrase="换了一句别人不知道的话")
    with clock.at(clock.now() + holding.PAUSE):
        holding.unlock(actor, passphrase="换了一句别人不知道的话")
    for who in ("zhoulan", "baomi", "xitong"):
        with pytest.raises(Absent):
            holding.make_key(store.actor(who), password=PASSWORD, passphrase=PASSPHRASE)


def test_no_escrow_no_clue(store: Sealed) -> None:
    escrow = wrapping.active_escrow()
    type(escrow).objects.filter(pk=escrow.pk).update(state="retired")
    with pytest.raises(Refused, match="托管仪式"):
        store.register()


def test_who_may_register(store: Sealed) -> None:
    store.make_key("guer")
    store.make_key("qinsan")
    made = registering.register_clue(
        store.actor("guer"), store.key("guer"), inspection_id=store.fielded.inspection.pk,
        met_on=clock.today(), facts=FACTS,
    )  # fmt: skip
    assert made.code == "线-002"
    assert set(made.grants.values_list("user__username", flat=True)) == {"guer", "luyi", "song"}
    for who, kind in (("qinsan", Absent), ("liwen", Refused)):
        with pytest.raises(kind):
            registering.register_clue(
                store.actor(who), store.key(who), met_on=clock.today(), facts=FACTS,
                inspection_id=store.fielded.inspection.pk,
            )  # fmt: skip
    assert access.visible(store.actor("qinsan"), Clue).count() == 0
