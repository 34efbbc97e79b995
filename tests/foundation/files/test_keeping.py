"""Files go in, lie encrypted, come out as they were; a kill or a full disk leaves nothing half."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.foundation.files.samples import CLERK, PDF, blobs
from xuncha.foundation.audit import chain, keeping
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.files import sealing, selectors, vault
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.foundation.seals import keys
from xuncha.kernel.errors import Invalid, Unavailable

Keep = Callable[..., StoredFile]
MIB = 1024 * 1024


def test_comes_back_as_handed_in(keep: Keep, home: Path) -> None:
    stored = keep(PDF, "关于整改的证明.pdf")
    assert (stored.name, stored.size, stored.kind) == ("关于整改的证明.pdf", len(PDF), "pdf")
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert selectors.read_bytes(stored) == PDF


def test_nothing_plain_lies_on_the_disk(keep: Keep, home: Path) -> None:
    secret = "清源区第三季度台账".encode() * 50
    stored = keep(secret, "台账.txt")
    [blob] = blobs(home)
    assert secret[:12] not in blob.read_bytes()
    assert blob.stat().st_mode & 0o077 == 0
    assert stored.sha256[:16] not in str(blob), "the name must not tell the content"


def test_another_site_gives_the_same_content_another_name(keep: Keep, home: Path) -> None:
    first = keep(PDF)
    (home / "keys" / "files.key").write_bytes(os.urandom(32))
    assert keep(PDF).blob != first.blob


@pytest.mark.parametrize("size", [1, MIB - 1, MIB, MIB + 1, 3 * MIB])
def test_sizes_round_the_chunk(size: int, home: Path) -> None:
    content = os.urandom(size)
    name = vault.put(io.BytesIO(content), sha256=hashlib.sha256(content).hexdigest(), size=size)
    parts = list(vault.chunks(name))
    assert b"".join(parts) == content
    assert max(map(len, parts)) <= MIB


def test_same_content_twice_is_two_files_and_one_blob(keep: Keep, home: Path) -> None:
    first, second = keep(PDF, "甲.pdf"), keep(PDF, "乙.pdf")
    assert first.pk != second.pk
    assert first.blob == second.blob
    assert len(blobs(home)) == 1
    assert selectors.read_bytes(second) == PDF


def test_same_content_at_once(home: Path) -> None:
    content = os.urandom(2 * MIB + 7)
    digest = hashlib.sha256(content).hexdigest()

    def put(_turn: int) -> str:
        return vault.put(io.BytesIO(content), sha256=digest, size=len(content))

    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(put, range(8)))
    assert len(names) == 1
    assert len(blobs(home)) == 1
    assert b"".join(vault.chunks(names.pop())) == content


def test_a_blob_cut_off_by_a_crash_of_the_disk_is_written_anew(keep: Keep, home: Path) -> None:
    keep(PDF)
    [blob] = blobs(home)
    blob.write_bytes(b"")
    assert selectors.read_bytes(keep(PDF)) == PDF


def test_killed_half_way_leaves_nothing(
    keep: Keep, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(KeyboardInterrupt):
        keep(PDF)
    assert blobs(home) == []
    assert StoredFile.objects.count() == 0


_HALF_A_PUT = """
import sys, time
from pathlib import Path
from django.conf import settings
settings.configure(XUNCHA_HOME=Path(sys.argv[1]))
from xuncha.foundation.files import vault

class Slow:
    def read(self, size):
        if hasattr(self, "given"):
            print("half", flush=True)
            time.sleep(60)
        self.given = True
        return bytes(size)

vault.put(Slow(), sha256=sys.argv[2], size=3 * 1024 * 1024)
"""


def test_process_killed_while_it_writes(home: Path) -> None:
    content = bytes(3 * MIB)
    digest = hashlib.sha256(content).hexdigest()
    with subprocess.Popen(
        [sys.executable, "-c", _HALF_A_PUT, str(home), digest],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"half\n"
        writer.kill()
    assert [path.suffix for path in blobs(home)] == [".draft"]
    name = vault.put(io.BytesIO(content), sha256=digest, size=len(content))
    assert b"".join(vault.chunks(name)) == content
    assert vault.discard_drafts(0) == 1
    assert [path.suffix for path in blobs(home)] == [""]


def test_stream_that_breaks_off_leaves_nothing(db: None, home: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        keep_file(CLERK, stream=Broken(PDF), name="a.pdf")
    assert StoredFile.objects.count() == 0
    assert not (home / "files").exists()


def test_full_disk_is_one_sentence(keep: Keep, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sealing, "seal", full)
    with pytest.raises(Unavailable, match="磁盘空间不足，文件没有保存"):
        keep(PDF)
    assert blobs(home) == []
    assert StoredFile.objects.count() == 0


def test_unwritable_folder_is_another_sentence(
    keep: Keep, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_args: Any, **_more: Any) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(vault, "_write", denied)
    with pytest.raises(Unavailable, match="存储不可用"):
        keep(PDF)


def test_no_key_no_file(keep: Keep, home: Path) -> None:
    (home / "keys" / "files.key").unlink()
    with pytest.raises(Unavailable, match=r"缺少文件密钥 files\.key，请先运行 xuncha init"):
        keep(PDF)


def test_short_key_is_refused(keep: Keep, home: Path) -> None:
    (home / "keys" / "files.key").write_bytes(b"short")
    with pytest.raises(Unavailable, match="已损坏"):
        keep(PDF)


def test_key_is_made_once(home: Path) -> None:
    before = keys.current()
    path = keys.make()
    assert keys.current() == before
    assert path.stat().st_mode & 0o777 == 0o600


def test_old_files_open_after_the_key_was_changed(keep: Keep, home: Path) -> None:
    stored = keep(PDF)
    (home / "keys" / "files.key").rename(home / "keys" / "files-2026.key")
    keys.make()
    assert selectors.read_bytes(stored) == PDF
    assert selectors.read_bytes(keep(PDF)) == PDF
    assert len(blobs(home)) == 2


def test_lost_key_is_named(keep: Keep, home: Path) -> None:
    stored = keep(PDF)
    lost = keys.current().key_id.hex()
    (home / "keys" / "files.key").unlink()
    keys.make()
    with pytest.raises(Unavailable, match=lost):
        selectors.open_file(stored)


def test_log_tells_what_came_in_and_what_was_refused(keep: Keep, home: Path) -> None:
    stored = keep(PDF, "甲.pdf")
    with pytest.raises(Invalid):
        keep(b"", "乙.pdf")
    rows = list(AuditRow.objects.order_by("number"))
    assert [row.verb for row in rows] == ["files.file.stored", "files.file.refused"]
    assert rows[0].details["sha256"] == stored.sha256
    assert rows[1].object_name == "乙.pdf"
    assert rows[1].reason == "“乙.pdf”是空文件，没有内容可以保存。"
    assert chain.verify(rows, known=None, key=keeping.key()).sound


def test_copy_for_an_engine_is_private_and_gone_after(keep: Keep, home: Path) -> None:
    stored = keep(PDF, "证明.PDF")
    with selectors.as_path(stored) as path:
        assert path.read_bytes() == PDF
        assert path.suffix == ".pdf"
        assert path.stat().st_mode & 0o777 == 0o600
    assert not path.exists()


def test_copy_is_gone_even_when_the_engine_fails(keep: Keep, home: Path) -> None:
    with pytest.raises(RuntimeError), selectors.as_path(keep(PDF)) as path:
        raise RuntimeError
    assert not path.exists()
