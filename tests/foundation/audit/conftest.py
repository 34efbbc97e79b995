"""A log of a few rows, and a hand that edits it behind the program's back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from xuncha.foundation.audit import keeping, verbs
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.audit.verbs import Verb
from xuncha.kernel.actor import Actor

WHO = Actor(7, "李闻", roles=frozenset({"office_staff"}), request_id="r1", address="10.0.0.9")

VERBS = [
    Verb("test.thing.done", "办了一件事"),
    Verb("test.secret.told", "说了一个秘密", frozenset({"secret"})),
]


@pytest.fixture(autouse=True)
def _verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verbs for these tests only: the printed docs list all that are registered."""
    for one in VERBS:
        monkeypatch.setitem(verbs._verbs, one.name, one)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder with its own key and head."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "audit.key").write_bytes(b"k" * 32)
    with override_settings(XUNCHA_HOME=tmp_path):
        yield tmp_path


@service
def act(actor: Actor, *, name: str = "事", times: int = 1) -> None:
    """Do something worth a line."""
    for _ in range(times):
        record(actor, "test.thing.done", name=name, before="甲", after="乙")


@pytest.fixture
def ten(home: Path, transactional_db: None) -> list[AuditRow]:
    """Ten rows, each committed by itself, so that the head outside the database is real."""
    for n in range(1, 11):
        act(WHO, name=f"事{n}")
    assert keeping.known_head() is not None
    return list(AuditRow.objects.order_by("number"))
