"""Taking a backup while the site runs."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from xuncha import __version__
from xuncha.foundation.audit.models import AuditHead
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.backups import archive, snapshot, tables
from xuncha.foundation.files import vault
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.disk import is_full
from xuncha.kernel.errors import Conflict, Invalid, Refused, Unavailable

Progress = Callable[[int, int, str], None]
_STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds. ``missing`` names blobs that some file needs and nobody has."""

    size: int
    sha256: str
    tables: int
    rows: int
    files: int
    missing: list[str]
    head: tuple[int, str]


def make_backup(actor: Actor, *, target: Path, progress: Progress) -> Made:
    """Put all rows as of one moment, and all files that they need, into ``target``.

    For the system (whoever stands at the machine). Refuses a file that is there already and a site
    whose tables are of an older version. The file appears whole or not at all: it is written under
    another name, forced to the disk and renamed. ``Unavailable`` when the disk is full. The log
    notes it afterwards, so the backup itself doesn't know of it.
    """
    if not actor.is_system:
        raise Refused("备份由系统管理人员在服务器上做。")
    if target.exists():
        raise Invalid(f"“{target.name}”已经存在，请换一个文件名。")
    if not target.parent.is_dir():
        raise Invalid(f"文件夹“{target.parent}”不存在。")
    _require_current_tables()
    draft = target.with_name(f".{target.name}.part")
    try:
        with _disk_errors():
            with os.fdopen(os.open(draft, _NEW, 0o600), "w+b") as out:
                manifest = _write(out, progress)
                out.flush()
                os.fsync(out.fileno())
                made = _made(out, manifest)
            draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _note(actor, target.name, made)
    return made


_NEW = os.O_RDWR | os.O_CREAT | os.O_TRUNC


def _require_current_tables() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Conflict("数据库还没有更新到这个版本的程序：请先启动一次服务，或者用原来的程序备份。")


def _write(out: BinaryIO, progress: Progress) -> archive.Manifest:
    applied = sorted(MigrationExecutor(connection).loader.applied_migrations)
    made_at = clock.now() - clock.offset()
    about: dict[str, Any] = {
        "version": __version__, "made_at": made_at.isoformat(timespec="seconds"),
        "migrations": [list(one) for one in applied],
    }  # fmt: skip
    writer = archive.Writer(out, about)
    try:
        _write_parts(writer, progress)
        writer.close()
    except BaseException:
        writer.abandon()
        raise
    progress(1, 1, "完成")
    return writer.manifest


def _write_parts(writer: archive.Writer, progress: Progress) -> None:
    """Rows as of one moment, then the files that they need, then the site's own papers."""
    with snapshot.one_moment():
        every = tables.tables(apps)
        for done, model in enumerate(every):
            progress(done, 2 * len(every), f"写出{model._meta.verbose_name}"[:20])
            _write_table(writer, model)
        head = AuditHead.objects.filter(pk=1).values_list("number", "digest").first()
        blobs = sorted(set(StoredFile.objects.values_list("blob", flat=True)))
    writer.manifest.head = head or (0, "0" * 64)
    for done, blob in enumerate(blobs):
        if done % 100 == 0:
            progress(len(blobs) + done, 2 * len(blobs), "写出文件")
        _write_blob(writer, blob)
    for path in _own_files():
        with path.open("rb") as source:
            writer.add_as_is(f"home/{path.relative_to(settings.XUNCHA_HOME)}", source)


def _write_table(writer: archive.Writer, model: Any) -> None:
    """By way of a compressed copy, which is cleared away by the daily chore if we are killed."""
    handle, name = tempfile.mkstemp(prefix=vault.PLAIN, dir=vault.scratch())
    try:
        with os.fdopen(handle, "w+b") as copy:
            with gzip.GzipFile(fileobj=copy, mode="wb", compresslevel=3, mtime=0) as packed:
                count = tables.write_rows(model, cast(BinaryIO, packed))
            size = copy.tell()
            copy.seek(0)
            writer.add_sealed(f"tables/{model._meta.label_lower}", copy, size)
    finally:
        Path(name).unlink(missing_ok=True)
    writer.manifest.rows[model._meta.label_lower] = count


def _write_blob(writer: archive.Writer, blob: str) -> None:
    try:
        source = vault.path_of(blob).open("rb")
    except FileNotFoundError:
        writer.manifest.missing.append(blob)
        return
    with source:
        writer.add_as_is(f"files/{blob}", source)


def _own_files() -> Iterator[Path]:
    """What else lies in the site's folder and can't be made anew: a demonstration's papers."""
    home = Path(settings.XUNCHA_HOME)
    for path in [home / "demo.json", *sorted((home / "demo").rglob("*"))]:
        if path.is_file():
            yield path


def _made(out: BinaryIO, manifest: archive.Manifest) -> Made:
    out.seek(0)
    digest = hashlib.sha256()
    while piece := out.read(_STEP):
        digest.update(piece)
    files = sum(name.startswith("files/") for name in manifest.parts)
    rows = manifest.rows
    return Made(
        out.tell(), digest.hexdigest(), len(rows), sum(rows.values()), files, manifest.missing,
        manifest.head,
    )  # fmt: skip


@service
def _note(actor: Actor, name: str, made: Made) -> None:
    record(
        actor, "backups.backup.made", name=name, size=made.size, sha256=made.sha256,
        rows=made.rows, files=made.files, missing=len(made.missing),
        head=f"{made.head[0]}:{made.head[1]}",
    )  # fmt: skip


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if is_full(problem):
            raise Unavailable(archive.FULL) from problem
        raise
