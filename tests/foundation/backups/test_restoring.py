"""What must not be restored is refused in one sentence, and nothing is changed."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.homes import Home

Make = Callable[[], Home]
PHRASE = "correct horse battery"


def changed(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with other parts, its ZIP sound again."""
    with zipfile.ZipFile(source) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return target


def _flip(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        found = next(one for one in parts if one.startswith(name))
        parts[found] = parts[found][:-1] + bytes([parts[found][-1] ^ 1])

    return change


def _swap(parts: dict[str, bytes]) -> None:
    one, other = "tables/findings.finding", "tables/rectification.item"
    parts[one], parts[other] = parts[other], parts[one]


BROKEN: dict[str, Callable[[dict[str, bytes]], None]] = {
    "a table": _flip("tables/rectification.item"),
    "a file": _flip("files/"),
    "the manifest": _flip("manifest"),
    "a table gone": lambda parts: parts.pop("tables/audit.auditrow") and None,
    "a table more": lambda parts: parts.update({"tables/x.y": b"1"}),
    "two tables swapped": _swap,
}


def _newer_tables(parts: dict[str, bytes]) -> None:
    about = json.loads(parts["site.json"])
    about["migrations"].append(["rectification", "9999_tomorrow"])
    parts["site.json"] = json.dumps(about).encode()


def _newer_format(parts: dict[str, bytes]) -> None:
    parts["site.json"] = json.dumps(json.loads(parts["site.json"]) | {"format_version": 2}).encode()


NEWER = {"newer tables": _newer_tables, "a newer format": _newer_format}


def bad_backups(backup: Path, folder: Path) -> dict[Path, str]:
    """Files that are no good backup, each with what must be said of it."""
    said = {}
    for name, change in BROKEN.items():
        said[changed(backup, folder / name, change)] = "已损坏或被改动"
    for name, change in NEWER.items():
        said[changed(backup, folder / name, change)] = "新版程序"
    raw = backup.read_bytes()
    for left in (0, 100, len(raw) // 2, len(raw) - len(raw) // 1000):
        (folder / f"the first {left}").write_bytes(raw[:left])
        said[folder / f"the first {left}"] = "已损坏或被改动"
    with zipfile.ZipFile(folder / "x.zip", "w") as box:
        box.writestr("site.json", "{}")
    (folder / "y").write_bytes(b"hello" * 1000)
    return said | {
        folder / "x.zip": "不是 xuncha backup 做的备份",
        folder / "y": "已损坏",
        folder / "z": "找不到备份文件",
    }


def test_a_bad_backup_is_refused(backup: Path, elsewhere: Make, tmp_path: Path) -> None:
    """All in one process: starting it takes longer than refusing."""
    other = elsewhere()
    wanted = bad_backups(backup, tmp_path)
    answers = other.run_each([["restore", str(bad)] for bad in wanted])
    for (bad, sentence), answer in zip(wanted.items(), answers, strict=True):
        assert answer.status == 2, bad.name
        assert answer.said.count("\n") == 1, bad.name
        assert sentence in answer.said, bad.name
        assert answer.left == ["keys"], bad.name
    assert [path.name for path in other.path.parent.iterdir()] == ["var"]


def test_a_site_that_is_there_is_kept(filled: Home, backup: Path, tmp_path: Path) -> None:
    said = filled.run("restore", str(backup), status=2)
    assert "--replace" in said
    if filled.url:
        return  # the same below, without a second database to look at
    twin = Home(tmp_path / "var")
    shutil.copytree(filled.path, twin.path)
    twin.run("audit", "head")
    (twin.path / "marker").touch()
    assert "已恢复" in twin.run("restore", str(backup), "--replace")
    assert not (twin.path / "marker").exists()
    kept = next(tmp_path.glob("var.before-*"))
    assert (kept / "marker").exists()
    assert (kept / "xuncha.sqlite3").exists()
    verdict = json.loads(twin.run("audit", "verify", "--json"))
    assert verdict["sound"] is True


def test_a_running_site_is_not_replaced(filled: Home, backup: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from xuncha.site import running
held = running.hold(Path({str(filled.path)!r}))
from xuncha.cli import main
sys.exit(main(["restore", {str(backup)!r}, "--replace"]))
"""
    assert "正在运行" in filled.run(code=code, status=2)


def test_without_the_keys_or_with_others(backup: Path, elsewhere: Make) -> None:
    other = elsewhere()
    (other.path / "keys" / "files.key").write_bytes(bytes(32))
    assert "密钥" in other.run("restore", str(backup), status=2)
    (other.path / "keys" / "files.key").unlink()
    assert "缺少密钥 files.key" in other.run("restore", str(backup), status=2)


def test_keys_in_a_file_of_their_own(
    filled: Home, held: str, elsewhere: Make, tmp_path: Path
) -> None:
    target, keys = tmp_path / "b", tmp_path / "k"
    words = ("backup", str(target), "--keys", str(keys))
    assert "至少要 12" in filled.run(*words, status=2, XUNCHA_PASSPHRASE="short")
    assert not target.exists()
    filled.run(*words, XUNCHA_PASSPHRASE=PHRASE)
    sealed = keys.read_bytes()
    assert all(path.read_bytes() not in sealed for path in (filled.path / "keys").glob("*.key"))
    other = elsewhere()
    shutil.rmtree(other.path)
    back = ("restore", str(target), "--keys", str(keys))
    assert "口令不对" in other.run(*back, status=2, XUNCHA_PASSPHRASE="wrong horse battery")
    assert "请在终端上输入口令" in other.run(*back, status=2)
    assert not other.path.exists()
    assert "已恢复" in other.run(*back, XUNCHA_PASSPHRASE=PHRASE)
    assert other.counts() == held


def test_killed_in_the_middle_it_leaves_no_site(backup: Path, elsewhere: Make) -> None:
    other = elsewhere()
    code = f"""
import os, signal
from xuncha.cli import main
from xuncha.foundation.backups import tables
read, calls = tables.read_rows, []
def fatal(*args):
    calls.append(1)
    if len(calls) == 20:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(*args)
tables.read_rows = fatal
main(["restore", {str(backup)!r}])
"""
    other.run(code=code, status=-9)
    assert [path.name for path in other.path.iterdir()] == ["keys"]
    assert list(other.path.parent.glob(".*"))
    assert "已恢复" in other.run("restore", str(backup))
    assert not list(other.path.parent.glob(".*"))


def test_a_full_disk_leaves_no_site(backup: Path, elsewhere: Make) -> None:
    other = elsewhere()
    code = f"""
import resource, sys
from xuncha.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
sys.exit(main(["restore", {str(backup)!r}]))
"""
    said = other.run(code=code, status=2)
    assert "磁盘" in said
    assert [path.name for path in other.path.iterdir()] == ["keys"]


def test_a_backup_of_an_older_program_is_brought_up_to_date(
    filled: Home, elsewhere: Make, tmp_path: Path
) -> None:
    """As made before proofs had versions: the tables of then in one go, the later steps after."""
    if filled.url:
        pytest.skip("后来的步子要走十几秒，这一条在 SQLite 上跑")
    target = tmp_path / "old"
    filled.run(
        code=f"""
from xuncha.site.setup import start_framework
start_framework()
from pathlib import Path
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from xuncha.foundation.backups import archive, making, tables
from xuncha.kernel.actor import SYSTEM
loader = MigrationLoader(connection)
later = set(loader.graph.backwards_plan(("rectification", "0006_levels_and_versions")))
then = loader.project_state([one for one in loader.graph.nodes if one not in later]).apps
every = tables.tables
making.tables.tables = lambda apps: every(then)
class Old(archive.Writer):
    def __init__(self, target, about):
        old = [one for one in about["migrations"] if tuple(one) not in later]
        super().__init__(target, about | {{"migrations": old}})
archive.Writer = Old
making.make_backup(SYSTEM, target=Path({str(target)!r}), progress=lambda *_: None)
"""
    )
    other = elsewhere()
    assert "已恢复" in other.run("restore", str(target))
    other.run(
        code="""
from xuncha.site.setup import start_framework
start_framework()
from xuncha.cycle.rectification import tallying
from xuncha.cycle.rectification.models import Proof
assert {one.number for one in Proof.objects.all()} == {1} and not tallying.faults()
"""
    )
