"""Putting a backup into an empty place: tables as they were then, rows, files."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from xuncha.foundation.audit.selectors import verify_chain
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.backups import archive, tables
from xuncha.foundation.files import selectors, vault
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.schema import building
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid, Unavailable

Progress = Callable[[int, int, str], None]


def build_tables(reader: archive.Reader) -> Apps:
    """Make the tables as they were when the backup was made; gives the models of that time.
    ``Invalid`` where this program doesn't know them: the backup is of a newer one."""
    known = set(MigrationLoader(connection).graph.nodes)
    applied = {(app, name) for app, name in reader.about["migrations"]}
    if unknown := sorted(applied - known):
        raise Invalid(
            f"“{reader.path.name}”是更新版本（{reader.about['version']}）的程序做的备份，"
            f"这个程序不认得其中的 {unknown[0][0]} {unknown[0][1]}，请用新版程序恢复。"
        )
    return building.build(None if applied == known else applied)


def fill(
    reader: archive.Reader, manifest: archive.Manifest, apps: Apps, progress: Progress
) -> None:
    """All rows and files, each compared with the manifest. One transaction for the rows."""
    total = sum(manifest.rows.values()) + len(manifest.parts)
    done = 0
    with transaction.atomic():
        tables.empty(apps)
        for label, count in manifest.rows.items():
            before = done
            told = _fill_table(reader, manifest, apps, label, Told(progress, before, total, label))
            if told != count:
                raise Invalid(archive.DAMAGED.format(name=reader.path.name, part=label))
            done += count
        _check_links(reader)
    _reset_sequences(apps)
    for name, told_part in manifest.parts.items():
        if not name.startswith("tables/"):
            _fill_file(reader, name, told_part)
        done += 1
        if done % 100 == 0:
            progress(done, total, "放回文件")


class Told:
    """Progress of one table within the whole."""

    def __init__(self, progress: Progress, before: int, total: int, words: str) -> None:
        self._progress, self._before, self._total, self._words = progress, before, total, words

    def __call__(self, count: int) -> None:
        self._progress(self._before + count, self._total, self._words)


def _fill_table(
    reader: archive.Reader, manifest: archive.Manifest, apps: Apps, label: str,
    told: Callable[[int], None],
) -> int:  # fmt: skip
    name = f"tables/{label}"
    with tempfile.TemporaryFile(dir=vault.scratch()) as sealed:
        try:
            reader.copy(name, manifest.parts[name], sealed)
            sealed.seek(0)
            return tables.read_rows(apps.get_model(label), _lines(reader.clear(sealed, name)), told)
        except (ValueError, LookupError, StopIteration, zlib.error) as problem:
            raise Invalid(archive.DAMAGED.format(name=reader.path.name, part=name)) from problem


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of a compressed text that comes in pieces; ``ValueError`` where its end is missing."""
    unpacker = zlib.decompressobj(31)
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + unpacker.decompress(chunk)).split(b"\n")
        yield from whole
    if rest or not unpacker.eof:
        raise ValueError("the end is missing")


def _check_links(reader: archive.Reader) -> None:
    try:
        connection.check_constraints()
    except IntegrityError as problem:
        raise Invalid(
            archive.DAMAGED.format(name=reader.path.name, part="表之间的指向对不上")
        ) from problem


def _reset_sequences(apps: Apps) -> None:
    models: list[Any] = tables.tables(apps)
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(line)


def _fill_file(reader: archive.Reader, name: str, told: tuple[int, str]) -> None:
    kind, _, rest = name.partition("/")
    path = vault.path_of(rest) if kind == "files" else Path(settings.XUNCHA_HOME) / rest
    if not path.resolve().is_relative_to(Path(settings.XUNCHA_HOME).resolve()):
        raise Invalid(archive.DAMAGED.format(name=reader.path.name, part=name))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with vault.disk_errors(), path.open("wb") as target:
        reader.copy(name, told, target)
    path.chmod(0o600)


def faults(manifest: archive.Manifest, progress: Progress) -> list[str]:
    """What is wrong with the site that was restored: the chain against the head in the manifest,
    and every file opened and compared. Empty when all is well."""
    found = []
    verdict = verify_chain(
        manifest.head if manifest.head[0] else None,
        lambda done, total: progress(done, total, "核验审计链"),
    )
    if not verdict.sound:
        found.append(verdict.sentence)
    missing = set(manifest.missing)
    rows = StoredFile.objects.order_by("pk")
    count = rows.count()
    for done, stored in enumerate(rows.iterator(chunk_size=2000)):
        if done % 50 == 0:
            progress(done, count, "打开每份文件核对")
        if stored.blob in missing:
            found.append(f"文件“{stored.name}”在备份时就没有存储内容。")
            continue
        try:
            for _ in selectors.open_file(stored):
                pass
        except Unavailable as problem:
            found.append(f"文件“{stored.name}”：{problem.sentence}")
    return found


@service
def note_restored(actor: Actor, *, name: str, about: dict[str, Any], left: str) -> None:
    """The first line after a restore: from what, as of when, and which head stood here before."""
    record(
        actor, "backups.backup.restored", name=name, made_at=about["made_at"],
        version=about["version"], before=left,
    )  # fmt: skip


def read_demo_day() -> dict[str, Any] | None:
    """A demonstration's own day, if the backup is of one."""
    path = Path(settings.XUNCHA_HOME) / "demo.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else None
