"""The frame of every service: one transaction with its lines; refusals noted by themselves."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.foundation.audit.conftest import WHO, act
from xuncha.foundation.audit import keeping
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.selectors import verify_chain
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Refused, Unavailable

pytestmark = pytest.mark.usefixtures("home", "transactional_db")


@service
def refuse(actor: Actor) -> None:
    """Do something, then find that it may not be done."""
    record(actor, "test.thing.done", name="做了一半")
    raise Refused("不行。")


@service
def outer(actor: Actor) -> None:
    """A service that calls another one, which refuses."""
    act(actor, name="外层")
    refuse(actor)


def test_a_refusal_undoes_the_work_and_stays_in_the_log_once() -> None:
    with pytest.raises(Refused) as caught:
        outer(WHO)
    assert caught.value.recorded
    row = AuditRow.objects.get()
    assert (row.verb, row.reason, row.details) == (
        "access.request.refused", "不行。", {"what": "outer"},
    )  # fmt: skip
    assert (row.actor_name, row.address, row.request_id) == ("李闻", "10.0.0.9", "r1")


def test_a_failure_leaves_no_line_and_no_head() -> None:
    @service
    def fail(actor: Actor) -> None:
        record(actor, "test.thing.done")
        raise Conflict

    with pytest.raises(Conflict):
        fail(WHO)
    assert not AuditRow.objects.exists()
    assert keeping.known_head() is None
    act(WHO)
    assert AuditRow.objects.get().number == 1


def test_nothing_unregistered_gets_in_and_nothing_outside_a_service() -> None:
    with pytest.raises(RuntimeError):
        record(WHO, "test.thing.done")

    @service
    def odd(actor: Actor) -> None:
        record(actor, "test.thing.undone")

    with pytest.raises(LookupError):
        odd(WHO)
    assert not AuditRow.objects.exists()


def test_what_a_verb_hides_is_never_stored() -> None:
    @service
    def tell(actor: Actor) -> None:
        record(actor, "test.secret.told", secret="口令", count=2)

    tell(WHO)
    assert AuditRow.objects.get().details == {"secret": "（不留存）", "count": 2}


def test_without_the_key_nothing_is_done(home: Path) -> None:
    (home / "keys" / "audit.key").unlink()
    with pytest.raises(Unavailable, match=r"audit\.key"):
        act(WHO)
    assert not AuditRow.objects.exists()


def test_lines_of_one_service_are_linked_in_order() -> None:
    act(WHO, name="一起", times=5)
    assert list(AuditRow.objects.order_by("number").values_list("number", flat=True)) == [
        1, 2, 3, 4, 5,
    ]  # fmt: skip
    assert verify_chain().sound


def test_a_head_that_cannot_be_written_does_not_undo_what_was_done(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: the row stands, the outer head lags and is made up for by the next one."""
    act(WHO, name="一")
    before = keeping.known_head()

    def full(self: Path, *_args: object) -> int:
        self.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        act(WHO, name="二")
    assert AuditRow.objects.filter(object_name="二").exists()
    assert keeping.known_head() == before
    assert not list((home / "keys").glob("audit.head.*"))
    assert verify_chain().sound
    act(WHO, name="三")
    last = AuditRow.objects.latest("number")
    assert keeping.known_head() == (last.number, last.digest)
