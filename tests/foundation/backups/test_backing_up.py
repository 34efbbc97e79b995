"""A backup holds the site as of one moment, whole; what goes wrong leaves nothing half-written."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.homes import Home

Make = Callable[[], Home]


def test_it_comes_back_as_it_was(filled: Home, held: str, backup: Path, elsewhere: Make) -> None:
    other = elsewhere()
    said = other.run("restore", str(backup))
    assert "已恢复" in said
    assert "审计链完整" in said
    assert other.counts() == held
    verdict = json.loads(other.run("audit", "verify", "--json"))
    assert verdict["sound"] is True
    rows = int(said.split("链头 ")[1].split(":")[0])
    assert verdict["rows"] == rows + 1, "and the restore itself"
    blobs = sorted(path.name for path in (filled.path / "files").glob("??/*"))
    assert sorted(path.name for path in (other.path / "files").glob("??/*")) == blobs != []
    assert not list(other.path.parent.glob(".*"))


def test_it_tells_nothing_without_the_keys(filled: Home, backup: Path) -> None:
    raw = backup.read_bytes()
    for word in ("水务局", "办结凭证", "周岚", "argon2"):
        assert word.encode() not in raw
    for key in (filled.path / "keys").glob("*.key"):
        assert key.read_bytes() not in raw
    with zipfile.ZipFile(backup) as box:
        assert set(json.loads(box.read("site.json"))) == {
            "format", "format_version", "key", "version", "made_at", "migrations",
        }  # fmt: skip


def test_a_rehearsal_changes_nothing(filled: Home, held: str, backup: Path) -> None:
    before = filled.names()
    said = filled.run("restore", str(backup), "--rehearse")
    assert "演练通过" in said
    assert filled.counts() == held
    assert filled.names() == before
    assert not list(filled.path.parent.glob(".var.restore*"))


def test_from_one_database_to_the_other_and_back(
    filled: Home, held: str, backup: Path, elsewhere: Make, tmp_path: Path
) -> None:
    if not filled.url:
        pytest.skip("同一种数据库的恢复别处测过，这一条在 PostgreSQL 上跑")
    other = elsewhere()
    back, other.url = other.url, ""
    other.run("restore", str(backup))
    assert other.counts() == held
    other.run("backup", str(tmp_path / "again"))
    shutil.move(other.path, tmp_path / "sqlite")
    shutil.copytree(tmp_path / "sqlite" / "keys", other.path / "keys")
    other.url = back
    other.run("restore", str(tmp_path / "again"))
    assert other.counts() == held


def test_a_file_that_is_there_is_not_overwritten(filled: Home, backup: Path) -> None:
    before = backup.read_bytes()
    nowhere = backup.parent / "no" / "b"
    there, lost = filled.run_each([["backup", str(backup)], ["backup", str(nowhere)]])
    assert (there.status, lost.status) == (2, 2)
    assert "已经存在" in there.said
    assert "不存在" in lost.said
    assert backup.read_bytes() == before


def test_a_full_disk_leaves_nothing(filled: Home, tmp_path: Path) -> None:
    target = tmp_path / "b"
    code = f"""
import resource, sys
from xuncha.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
sys.exit(main(["backup", {str(target)!r}]))
"""
    assert "磁盘空间不足" in filled.run(code=code, status=2)
    assert list(tmp_path.iterdir()) == []


def test_killed_in_the_middle_it_leaves_no_backup(filled: Home, tmp_path: Path) -> None:
    target = tmp_path / "b"
    code = f"""
import os, signal
from xuncha.cli import main
from xuncha.foundation.backups import archive
add, calls = archive.Writer.add_sealed, []
def fatal(self, *args):
    calls.append(1)
    add(self, *args)
    if len(calls) == 20:
        os.kill(os.getpid(), signal.SIGKILL)
archive.Writer.add_sealed = fatal
main(["backup", {str(target)!r}])
"""
    filled.run(code=code, status=-9)
    assert not target.exists()
    assert "备份完成" in filled.run("backup", str(target))
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_missing_content_is_told_and_does_not_stop_it(filled: Home, tmp_path: Path) -> None:
    blob = next((filled.path / "files").glob("??/*"))
    aside = blob.rename(tmp_path / "aside")
    try:
        said = filled.run("backup", str(tmp_path / "b"), status=1)
        assert "有 1 份文件的存储内容不在了" in said
        said = filled.run("restore", str(tmp_path / "b"), "--rehearse", status=1)
        assert "“办结凭证.pdf”在备份时就没有存储内容" in said
    finally:
        aside.rename(blob)


def test_what_is_written_meanwhile_is_not_in_it(filled: Home) -> None:
    said = filled.run(
        code="""
import subprocess, sys
from xuncha.site.setup import start_framework
start_framework()
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.backups.snapshot import one_moment
with one_moment():
    before = AuditRow.objects.count()
    subprocess.run([sys.executable, "-c", '''
from xuncha.site.setup import start_framework
start_framework()
from xuncha.foundation.audit.services import record_refusal
from xuncha.kernel.actor import SYSTEM
record_refusal(SYSTEM, what="x", sentence="不行。")
'''], check=True)
    inside = AuditRow.objects.count()
print(before == inside, AuditRow.objects.count() - before)
"""
    )
    assert said.split() == ["True", "1"]
