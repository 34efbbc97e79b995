"""The machine goes off in the middle of an import: all of it is there, or nothing."""

from __future__ import annotations

import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.homes import Home

Site = tuple[Home, str]

_PREPARE = """
import datetime as dt, sys
from xuncha.site.setup import create_site
create_site()
from tests.cycle.rectification.books import ledger
from tests.scenarios import story, inspected, unit
from tests.people import cast
from xuncha.cycle.rectification.enums import ImportKind
from xuncha.cycle.rectification.services import importing
told = story()
people = cast()
fresh = inspected(told.round, unit("A03", "清源区林业局"))
row = importing.bring_file(people.actor("liwen"), inspection_id=fresh.pk,
    kind=ImportKind.LEDGER, stream=ledger(), name="台账.xlsx")
print(row.pk)
"""

_TAKE = """
import sys, time
from xuncha.site.setup import start_framework
start_framework()
from xuncha.cycle.rectification.models import Proof
from xuncha.cycle.rectification.services import importing
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
slow = Proof.objects.bulk_create
def wait(*args, **kwargs):
    print("in the middle", flush=True)
    time.sleep(60)
    return slow(*args, **kwargs)
Proof.objects.bulk_create = wait
actor = build_actor(User.objects.get(username="liwen"))
importing.take_import(actor, import_id=int(sys.argv[1]), version=1)
"""


def _counts(home: Path) -> list[int]:
    base = sqlite3.connect(home / "xuncha.sqlite3")
    tables = ("rectification_item", "rectification_measure", "rectification_progress",
              "rectification_proof", "findings_finding", "audit_auditrow")  # fmt: skip
    counts = [base.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in tables]
    base.close()
    return counts


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a ledger that was brought and not yet taken over."""
    home = Home(tmp_path_factory.mktemp("site") / "var")
    return home, home.run(code=_PREPARE).strip()


def test_killed_in_the_middle_of_an_import(site: Site) -> None:
    home, brought = site
    before = _counts(home.path)
    taking = home.start(_TAKE, brought)
    assert taking.stdout is not None
    assert "in the middle" in taking.stdout.readline()
    time.sleep(0.2)
    taking.send_signal(signal.SIGKILL)
    taking.wait(20)
    assert _counts(home.path) == before
    home.run("audit", "verify")


def test_keys_are_never_replaced(site: Site) -> None:
    home, _ = site
    keys = sorted((home.path / "keys").glob("*.key"))
    kept = [path.read_bytes() for path in keys]
    home.run("init")
    assert [path.read_bytes() for path in keys] == kept
    assert len(kept) == 3
