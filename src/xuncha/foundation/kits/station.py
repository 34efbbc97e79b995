"""What a field site knows of itself: a small paper beside its database, and the states that both
sides have in common, sealed with its own key."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from xuncha.foundation.files import sealing
from xuncha.foundation.kits import lines
from xuncha.foundation.kits.merging import Key
from xuncha.foundation.seals import keys

_PAPER = "station.json"
_FOLDER = "kit"


@dataclass
class Handed:
    """One package that was made to be brought back."""

    number: int
    answers: int
    sha256: str
    content: str
    at: str
    line: int
    """The last line of the log at that moment."""


@dataclass
class Station:
    """``number`` is that of the newest package taken in here, ``follows`` the last return that the
    office had merged when it made it; ``acknowledged`` the receipt typed for the last return."""

    team_id: int
    team: str
    round: str
    machine: str
    holder: str
    number: int
    follows: int
    key_range: int
    office: str
    receipts: str
    valid_until: str
    since: str
    line: int = 0
    handed: list[Handed] = field(default_factory=list)

    @property
    def last(self) -> Handed | None:
        return self.handed[-1] if self.handed else None


def folder(home: Path | None = None) -> Path:
    """Where these papers lie."""
    return (home or Path(settings.XUNCHA_HOME)) / _FOLDER


def read(home: Path | None = None) -> Station | None:
    """What this site is; None for an office."""
    path = folder(home) / _PAPER
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=4)
def _parsed(path: Path, _stamp: int) -> Station:
    told = json.loads(path.read_text("utf-8"))
    return Station(**told | {"handed": [Handed(**one) for one in told["handed"]]})


def keep(station: Station) -> None:
    """Write the paper anew, whole or not at all."""
    folder().mkdir(mode=0o700, exist_ok=True)
    draft = folder() / f"{_PAPER}.part"
    draft.write_text(json.dumps(asdict(station), ensure_ascii=False, indent=1), "utf-8")
    draft.replace(folder() / _PAPER)


def keep_state(name: str, rows: dict[Key, dict[str, Any]]) -> None:
    """Keep a state: ``base`` what both sides had at last, ``back-N`` what the Nth return told."""
    text = b"".join(lines.packed(lines.of_rows(rows)))
    folder().mkdir(mode=0o700, exist_ok=True)
    draft = folder() / f"{name}.part"
    with draft.open("wb") as out:
        sealing.seal(io.BytesIO(text), out, name=name, size=len(text), key=keys.current())
    draft.replace(folder() / name)


def state(name: str) -> dict[Key, dict[str, Any]]:
    """A state that was kept."""
    with (folder() / name).open("rb") as source:
        return lines.to_rows(lines.unpacked(sealing.unseal(source, name=name)))
