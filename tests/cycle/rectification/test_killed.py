"""The machine goes off in the middle of an import: all of it is there, or nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

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


def _environment(home: Path) -> dict[str, str]:
    environment = {
        **os.environ,
        "XUNCHA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "xuncha.site.settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    environment.pop("DATABASE_URL", None)
    return environment


def _run(code: str, home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env=_environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _counts(home: Path) -> list[int]:
    base = sqlite3.connect(home / "xuncha.sqlite3")
    tables = ("rectification_item", "rectification_measure", "rectification_progress",
              "rectification_proof", "findings_finding", "audit_auditrow")  # fmt: skip
    counts = [base.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in tables]
    base.close()
    return counts


def test_killed_in_the_middle_of_an_import(tmp_path: Path) -> None:
    home = tmp_path / "var"
    prepared = _run(_PREPARE, home)
    out, err = prepared.communicate(timeout=120)
    assert prepared.returncode == 0, err[-2000:]
    before = _counts(home)
    taking = _run(_TAKE, home, out.strip())
    assert taking.stdout is not None
    assert "in the middle" in taking.stdout.readline()
    time.sleep(0.2)
    taking.send_signal(signal.SIGKILL)
    taking.wait(20)
    assert _counts(home) == before
    verify = subprocess.run(
        [sys.executable, "-m", "xuncha", "audit", "verify"],
        env=_environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verify.returncode == 0, verify.stdout + verify.stderr


def test_keys_are_never_replaced(tmp_path: Path) -> None:
    home = tmp_path / "var"
    kept = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "xuncha", "init"],
            env=_environment(home), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        kept.append([path.read_bytes() for path in sorted((home / "keys").glob("*.key"))])
    assert kept[0] == kept[1]
    assert len(kept[0]) == 3
