"""On the field's machine: erasing the site, and the certificate of it.

The keys go first: without them nothing that was sealed opens any more, whatever a disk keeps. Then
every file is written over and removed. The certificate names each by its digest, and is signed with
the machine's key just before that key goes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xuncha.cycle.outings.opening import require_station
from xuncha.cycle.outings.returning import unhanded
from xuncha.foundation.kits import signing, station
from xuncha.foundation.kits.receipts import is_same, receipt_of
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid

MARK = "XCW1 "
WAY = "覆写后删除，先销毁密钥"
_STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wipes, on what grounds: the office's receipt, or ``force`` with a reason."""

    who: str
    receipt: str = ""
    force: bool = False
    reason: str = ""


def refuse_early(wish: Wish) -> None:
    """Go on only when nothing would be lost. ``Conflict`` with what to do otherwise."""
    own = require_station()
    if not wish.who.strip():
        raise Invalid("请用 --by 写明清理人。")
    if wish.force:
        if not wish.reason.strip():
            raise Invalid("强制清理必须用 --reason 写明理由。")
        return
    if left := unhanded(own):
        raise Conflict(
            f"还有 {left} 条记录的改动没有带回办公室，不能清理；请先用 kit make 做带回包。"
        )
    last = own.last
    if last is None or last.number <= own.follows:
        return
    if not is_same(wish.receipt, receipt_of(own.receipts, last.sha256)):
        raise Conflict(
            f"带回的第 {last.number} 包还不能确认已经并入：请用 --receipt 填办公室并入以后打印的"
            "回执，或者打开办公室新做的包。"
        )


def certificate(home: Path, wish: Wish) -> list[str]:
    """The text of the certificate, its last line for the office's program."""
    own = require_station()
    erased = [(str(path.relative_to(home)), _digest(path)) for path in _files(home)]
    last = own.last
    told: dict[str, Any] = {
        "team_id": own.team_id, "machine": own.machine, "number": own.number,
        "files": len(erased), "digest": _digest_of(erased), "by": wish.who,
        "on": clock.today().isoformat(), "forced": wish.force, "reason": wish.reason,
        "last": last.sha256 if last else "", "way": WAY,
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    signature = signing.own().sign(text)
    sealed = ".".join(base64.urlsafe_b64encode(one).decode() for one in (text, signature))
    return [*_words(own, told), *(f"{digest}　{name}" for name, digest in erased), MARK + sealed]


def _words(own: station.Station, told: dict[str, Any]) -> list[str]:
    grounds = f"强制清理，理由：{told['reason']}" if told["forced"] else "改动已经全部并入办公室"
    return [
        "外出站点清理证明　内部",
        f"使用组：{own.round}{own.team}",
        f"设备编号：{own.machine}　领用人：{own.holder}",
        f"外出起：{own.since}　清理日期：{told['on']}　清理人：{told['by']}",
        f"清理方式：{WAY}",
        f"依据：{grounds}",
        f"最后带回的包 SHA-256：{told['last'] or '没有带回过'}",
        f"清理文件 {told['files']} 份，清单摘要：{told['digest']}",
        "见证人（签字）：　　　　　　　　　　　　见证人（签字）：",
        "以下逐份列出清理前的 SHA-256：",
    ]


def _digest_of(erased: list[tuple[str, str]]) -> str:
    text = "\n".join(f"{digest} {name}" for name, digest in erased)
    return hashlib.sha256(text.encode()).hexdigest()


def _files(home: Path) -> Iterator[Path]:
    """All that is the site's, but for the static files that every site has."""
    for path in sorted(home.rglob("*")):
        if path.is_file() and not path.is_relative_to(home / "static"):
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def erase(home: Path) -> int:
    """Keys first, then everything; gives the number of files."""
    every = sorted(_files(home), key=lambda path: (path.parent != home / "keys", str(path)))
    for path in every:
        _write_over(path)
        path.unlink()
    for path in sorted(home.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    home.rmdir()
    return len(every)


def _write_over(path: Path) -> None:
    left = path.stat().st_size
    path.chmod(0o600)
    with path.open("r+b") as target:
        while left > 0:
            size = min(_STEP, left)
            target.write(secrets.token_bytes(size))
            left -= size
        target.flush()
        os.fsync(target.fileno())
