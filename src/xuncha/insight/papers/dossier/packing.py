"""From what was gathered to one zip: pieces, index, missing, hand-over list, manifest, script."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from xuncha.foundation.files.names import clean_name, extension
from xuncha.foundation.files.selectors import open_file
from xuncha.foundation.files.vault import scratch
from xuncha.insight.papers import converting
from xuncha.insight.papers.dossier import pages
from xuncha.insight.papers.dossier.gathering import Gathered, Piece
from xuncha.insight.papers.dossier.pages import Line
from xuncha.insight.papers.filling import filled
from xuncha.insight.papers.stamping import stamped
from xuncha.insight.papers.templates import template_on
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

SCRIPT = Path(__file__).with_name("verify.py")
SILENT = {"talk_record": ("name",)}
"""Fields that stay in the house: the dossier goes to the archive, whoever opens it there."""

BATCH = 100
"""So many papers are turned into PDF in one run of the converter."""

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Packed:
    """What came of it."""

    manifest_sha256: str
    pieces: int
    pages: int
    missing: int


class Packer:
    """Writes one dossier into an open file. ``about`` is told on index and hand-over list, the
    digest of the manifest on the page of the dossier and in the log."""

    def __init__(
        self, actor: Actor, out: BinaryIO, *, title: str, trace: str, periods: dict[str, str]
    ) -> None:
        self._actor, self._title, self._trace, self._periods = actor, title, trace, periods
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self._files: list[dict[str, object]] = []
        self._lines: list[Line] = []

    def pack(self, gathered: Gathered, about: list[tuple[str, str]], told: Told) -> Packed:
        """Everything, piece by piece; ``told`` hears how many of how many are done."""
        for first in range(0, len(gathered.pieces), BATCH):
            told(first, len(gathered.pieces))
            self._add(first, gathered.pieces[first : first + BATCH],
                      lambda done: told(done, len(gathered.pieces)))  # fmt: skip
        sheets = sum(line.pages or 0 for line in self._lines)
        about = [*about, ("件数", str(len(self._lines))), ("已数页数", str(sheets)),
                 ("缺件", str(len(gathered.missing)))]  # fmt: skip
        self._write("index.html", pages.index_page(self._title, about, self._lines))
        self._write("missing.html", pages.missing_page(self._title, gathered.missing))
        self._write("handover.html", pages.hand_over_page(self._title, about))
        manifest = json.dumps(
            {"title": self._title, "files": self._files,
             "lines": [asdict(line) for line in self._lines]},
            ensure_ascii=False, indent=1,
        ).encode()  # fmt: skip
        self._zip.writestr("manifest.json", manifest)
        self._zip.writestr("verify.py", SCRIPT.read_bytes())
        self._zip.close()
        digest = hashlib.sha256(manifest).hexdigest()
        return Packed(digest, len(self._lines), sheets, len(gathered.missing))

    def _add(self, first: int, pieces: Sequence[Piece], done: Callable[[int], None]) -> None:
        """Some pieces, their papers turned into PDF together where there is a converter; one that
        can't be turned stays as it is. ``done`` hears how far it is, all the while: a job that
        falls silent is taken for broken off."""
        papers: dict[int, bytes] = {}
        for at, one in enumerate(pieces):
            if one.kind is not None:
                papers[at] = self._paper(one)
                done(first + at // 2)
        made: dict[int, bytes] = {}
        if papers and converting.program():
            half = first + len(papers) // 2
            pdfs = converting.many_to_pdf([*papers.values()], lambda n: done(half + n // 2))
            made = {at: pdf for at, pdf in zip(papers, pdfs, strict=True) if pdf is not None}
        for at, piece in enumerate(pieces):
            if piece.file is not None:
                ending = extension(piece.file.name) or piece.file.kind
                self._lay(first + at + 1, piece, ending, open_file(piece.file))
            elif at in made:
                number = converting.pages_in(made[at])
                self._lay(first + at + 1, piece, "pdf", iter([made[at]]), number)
            else:
                self._lay(first + at + 1, piece, "docx", iter([papers[at]]))

    def _lay(
        self, at: int, piece: Piece, ending: str, content: Iterator[bytes],
        number: int | None = None,
    ) -> None:  # fmt: skip
        path = f"files/{at:04}-{clean_name(piece.title[:60])}.{ending}"
        sha256, size = self._stream(path, content)
        self._lines.append(
            Line(
                at, piece.title, piece.unit, piece.series.owes, piece.series.title,
                self._periods[piece.series.key],
                path, sha256, size, number,
            )
        )  # fmt: skip

    def _paper(self, piece: Piece) -> bytes:
        kind = piece.kind
        assert kind is not None
        told = dict(kind.source(self._actor, piece.record))
        told |= dict.fromkeys(SILENT.get(kind.name, ()), "")
        template, _number = template_on(kind, clock.today())
        return stamped(filled(template, kind, told), self._trace)

    def _write(self, path: str, text: str) -> None:
        self._stream(path, iter([text.encode()]))

    def _stream(self, path: str, content: Iterator[bytes]) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(path, "w", force_zip64=True) as entry:
            for piece in content:
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self._files.append({"path": path, "size": size, "sha256": digest.hexdigest()})
        return digest.hexdigest(), size


def scratch_file() -> BinaryIO:
    """A file that is gone when it is closed."""
    return tempfile.TemporaryFile(dir=scratch())
