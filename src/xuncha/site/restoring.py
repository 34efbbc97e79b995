"""From a backup to a site: built in a place of its own, checked, and only then put in.

SQLite: a new folder beside the site's, renamed at the end. PostgreSQL: a new schema beside
``public``, renamed at the end. What stood there before is kept under another name.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from xuncha.kernel.disk import is_full
from xuncha.kernel.errors import Conflict, Invalid, Unavailable
from xuncha.site import env, running, setup

Progress = Callable[[int, int, str], None]
SCHEMA = "xuncha_restore"


@dataclass
class Restored:
    """What came of it."""

    about: dict[str, Any]
    rows: int
    files: int
    head: tuple[int, str]
    faults: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Where what stood there before lies now."""


def restore(
    source: Path, *, bring_keys: Callable[[Path], int] | None, rehearse: bool, replace: bool,
    progress: Progress,
) -> Restored:  # fmt: skip
    """Restore a backup, or only try whether it could be (``rehearse``: everything but putting it
    in). ``bring_keys`` puts the keys into a folder; without it the site's own are used.

    Refuses a site that is there unless ``replace`` says so, one that is running, a damaged backup,
    one of a newer program. Killed at any moment, it leaves the old site or the new one.
    """
    home = env.home()
    if not source.is_file():
        raise Invalid(f"找不到备份文件“{source}”。")
    if not rehearse:
        _refuse(home, replace)
    stage = home.with_name(f".{home.name}.restore-{os.getpid()}")
    with place(stage), disk_errors():
        _keys(home, stage, bring_keys)
        with _database():
            told = _build(source.absolute(), home, stage, rehearse=rehearse, progress=progress)
            if not rehearse and not told.faults:
                if _is_taken() and not replace:
                    raise Conflict(_TAKEN.format(place="数据库"))
                told.kept = _put_in(home, stage)
    return told


_TAKEN = (
    "{place}里已经有站点，没有恢复。先用 --rehearse 试一遍；确定要换掉，请加 --replace"
    "（原来的会改名保留）。"
)


def _refuse(home: Path, replace: bool) -> None:
    if running.is_running(home):
        raise Conflict("站点正在运行，请先停下服务再恢复。")
    taken = (home / "site.version").exists() or (home / "xuncha.sqlite3").exists()
    if taken and not replace:
        raise Conflict(_TAKEN.format(place=home))


@contextmanager
def place(stage: Path) -> Iterator[None]:
    """A folder that is gone afterwards, unless it was put in."""
    for old in stage.parent.glob(f"{stage.name.rpartition('-')[0]}-*"):
        if not _is_alive(int(old.name.rpartition("-")[2])):
            shutil.rmtree(old, ignore_errors=True)
    stage.mkdir(mode=0o700)
    for name in ("keys", "files", "tmp", "static"):
        (stage / name).mkdir()
    try:
        yield
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def disk_errors(undone: str = "没有恢复") -> Iterator[None]:
    """A full disk speaks as the system's error, or through SQLite."""
    words = f"磁盘空间不足，{undone}，什么也没有改。"
    try:
        yield
    except OSError as problem:
        if is_full(problem):
            raise Unavailable(words) from problem
        raise
    except Exception as problem:
        if type(problem).__name__ == "OperationalError" and "disk" in str(problem):
            raise Unavailable(words) from problem
        raise


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _keys(home: Path, stage: Path, bring: Callable[[Path], int] | None) -> None:
    if bring is not None:
        bring(stage / "keys")
    else:
        for path in sorted((home / "keys").glob("*.key")):
            shutil.copy2(path, stage / "keys")
    for name in ("files.key", "audit.key", "django.key"):
        if not (stage / "keys" / name).is_file():
            raise Unavailable(
                f"缺少密钥 {name}：备份里没有密钥，请用 --keys 指明密钥文件，"
                f"或者先把原来的 keys 文件夹放进 {home}。"
            )


@contextmanager
def _database() -> Iterator[None]:
    """On PostgreSQL a schema of its own, dropped unless it was put in."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield
        return
    mark = "&" if "?" in url else "?"
    os.environ["DATABASE_URL"] = f"{url}{mark}options={quote(f'-c search_path={SCHEMA}')}"
    try:
        yield
    finally:
        os.environ["DATABASE_URL"] = url
        _sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def _sql(*lines: str) -> None:
    from django.conf import settings
    from django.db import connection

    if settings.configured and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for line in lines:
                cursor.execute(line)


def _build(
    source: Path, home: Path, stage: Path, *, rehearse: bool, progress: Progress
) -> Restored:
    os.environ["XUNCHA_HOME"] = str(stage)
    setup.start_framework()
    from xuncha.cycle.rectification import tallying
    from xuncha.foundation.audit import keeping
    from xuncha.foundation.backups import archive, filling
    from xuncha.kernel import clock
    from xuncha.kernel.actor import SYSTEM

    reader = archive.Reader(source)
    with contextlib.closing(reader):
        manifest = reader.read_manifest()
        reader.compare(manifest)
        _sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE", f"CREATE SCHEMA {SCHEMA}")
        filling.fill(reader, manifest, filling.build_tables(reader), progress)
    told = Restored(
        reader.about, sum(manifest.rows.values()),
        sum(name.startswith("files/") for name in manifest.parts), manifest.head,
    )  # fmt: skip
    told.faults = filling.faults(manifest, progress)
    if (demo := filling.read_demo_day()) is not None:
        clock.set_offset(dt.timedelta(seconds=demo["offset_seconds"]))
    if manifest.head[0]:
        keeping.keep_head(*manifest.head)
    setup.update_tables() if rehearse else setup.update_site()
    if tallying.faults():
        told.faults.append("整改小计与事项不符。")
    if not rehearse:
        left = _head_of(home)
        filling.note_restored(SYSTEM, name=source.name, about=reader.about, left=left)
    progress(1, 1, "完成")
    return told


def _head_of(home: Path) -> str:
    """The head that the replaced site kept outside its database."""
    try:
        return (home / "keys" / "audit.head").read_text("ascii").strip().replace(" ", ":")
    except OSError:
        return ""


def _is_taken() -> bool:
    """Whether the database proper holds a site already (PostgreSQL)."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def _put_in(home: Path, stage: Path) -> list[str]:
    """The short last step: names change. Gives the names of what was there."""
    from django.db import connection

    stamp = time.strftime("%Y%m%d-%H%M%S")
    kept = []
    if connection.vendor == "postgresql":
        before = f"xuncha_before_{stamp.replace('-', '_')}"
        _swap_schemas(before)
        kept.append(f"数据库里的 {before}")
    connection.close()
    if home.exists():
        if any(home.iterdir()):
            aside = home.with_name(f"{home.name}.before-{stamp}")
            home.rename(aside)
            kept.append(str(aside))
        else:
            home.rmdir()
    stage.rename(home)
    return kept


def _swap_schemas(before: str) -> None:
    from django.db import ProgrammingError, transaction

    try:
        with transaction.atomic():
            _sql(
                f"ALTER SCHEMA public RENAME TO {before}",
                f"ALTER SCHEMA {SCHEMA} RENAME TO public",
            )
    except ProgrammingError as problem:
        raise Unavailable("数据库用户不能给模式改名，请用数据库的所有者来恢复。") from problem
