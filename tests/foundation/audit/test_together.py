"""Many at once: threads in one process, processes on one file; the chain stays whole."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from tests.foundation.audit.conftest import WHO, act
from xuncha.foundation.audit import keeping
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.selectors import verify_chain

_WRITER = """
import sys, django
django.setup()
from xuncha.foundation.audit.services import record_refusal
from xuncha.kernel.actor import Actor
for n in range(int(sys.argv[2])):
    record_refusal(Actor(None, sys.argv[1]), what=f"{sys.argv[1]}-{n}", sentence="不行。")
"""
_SETUP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "audit", verbosity=0)
"""
_VERIFY = """
import django
django.setup()
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.selectors import verify_chain
verdict = verify_chain()
print(verdict.sound, verdict.rows, len(set(AuditRow.objects.values_list("object_name"))))
"""


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite 的测试库在内存里，线程共用不了")
@pytest.mark.django_db(transaction=True)
def test_threads(home: Path) -> None:
    def write(name: str) -> None:
        for n in range(20):
            act(WHO, name=f"{name}-{n}", times=2)
        connections.close_all()

    threads = [threading.Thread(target=write, args=(f"t{n}",)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert AuditRow.objects.count() == 160
    assert verify_chain().sound
    assert keeping.known_head() == (160, AuditRow.objects.get(number=160).digest)


def test_threads_keep_one_head(home: Path) -> None:
    """The file beside the key: whoever comes last with a lower number changes nothing, and nobody
    trips over another's draft."""
    errors: list[BaseException] = []
    start = threading.Barrier(8)

    def keep(first: int) -> None:
        try:
            start.wait()
            for n in range(first, 400, 8):
                keeping.keep_head(n, f"{n:064d}")
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=keep, args=(n,)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert keeping.known_head() == (399, f"{399:064d}")


def test_processes_on_one_file(tmp_path: Path) -> None:
    """Three programs write to one SQLite file at once."""
    home = tmp_path / "site"
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "audit.key").write_bytes(secrets.token_bytes(32))
    (home / "keys" / "django.key").write_text("k" * 50, "ascii")
    around = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
        "XUNCHA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "xuncha.site.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }  # fmt: skip

    def run(code: str, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *words], env=around, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    setup = run(_SETUP)
    assert setup.wait(60) == 0, setup.communicate()[1]
    writers = [run(_WRITER, name, "40") for name in ("甲", "乙", "丙")]
    for one in writers:
        _, told = one.communicate(timeout=120)
        assert one.returncode == 0, told
    told, problems = run(_VERIFY).communicate(timeout=60)
    assert told.split() == ["True", "120", "120"], problems
    number, _digest = (home / "keys" / "audit.head").read_text("ascii").split()
    assert number == "120"
