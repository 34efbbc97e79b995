"""Word to PDF by LibreOffice, where it is installed. An optional part: without it the Word file
remains.

Each run has a folder and a user profile of its own, so that two don't meet; what hangs is ended
after a while, with all that it started, and costs no other paper its PDF.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from pypdfium2 import PdfDocument

from xuncha.foundation.files import vault
from xuncha.insight.papers.fonts import write_fonts
from xuncha.kernel.errors import Unavailable

SECONDS = 180
"""So long a run may make nothing."""
LOOK_SECONDS = 1.0
_MOST_STOPS = 3
_END = b"%%EOF"
Heard = Callable[[int], None]
MISSING = "这台机器没有装 LibreOffice，转不了 PDF；请下载 Word 文件，在办公软件里另存为 PDF。"
_FAILED = "没有转成 PDF，Word 文件还在；请下载 Word 文件，在办公软件里另存为 PDF。"


def program() -> str | None:
    """Where the converter is, None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def demand() -> str:
    """The converter, or ``Unavailable`` with the sentence."""
    found = program()
    if found is None:
        raise Unavailable(MISSING)
    return found


def to_pdf(paper: bytes) -> bytes:
    """The PDF of a Word file. ``Unavailable`` where it can't be had."""
    made = many_to_pdf([paper])[0]
    if made is None:
        raise Unavailable(_FAILED)
    return made


def many_to_pdf(papers: Sequence[bytes], heard: Heard = lambda _made: None) -> list[bytes | None]:
    """The PDFs of some Word files, in one run of the converter: its start takes as long as ten
    papers. None where one can't be had; where one stops the run, the others are begun again without
    it. ``heard`` is told each second how many there are."""
    soffice = demand()
    made: list[bytes | None] = [None] * len(papers)
    left, stops = list(range(len(papers))), 0
    while left and stops < _MOST_STOPS:
        gone = len(papers) - len(left)
        found = _converted(soffice, [papers[at] for at in left], partial(_after, heard, gone))
        for place, pdf in found.items():
            made[left[place]] = pdf
        stops += len(found) < len(left)
        left = [at for at in left if made[at] is None][1:]
    return made


def _after(heard: Heard, gone: int, made: int) -> None:
    heard(gone + made)


def _converted(soffice: str, papers: Sequence[bytes], heard: Heard) -> dict[int, bytes]:
    """What one run makes, by the place of the paper."""
    folder = Path(tempfile.mkdtemp(prefix=vault.PLAIN, dir=vault.scratch()))
    try:
        names = [folder / f"paper{at}.docx" for at in range(len(papers))]
        for path, paper in zip(names, papers, strict=True):
            path.write_bytes(paper)
        _run(soffice, folder, names, heard)
        pdfs = {at: path.with_suffix(".pdf") for at, path in enumerate(names)}
        made = {at: path.read_bytes() for at, path in pdfs.items() if path.is_file()}
        return {at: pdf for at, pdf in made.items() if pdf.rstrip().endswith(_END)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF has that the converter made."""
    with closing(PdfDocument(pdf)) as document:
        return len(document)


def _run(soffice: str, folder: Path, names: Sequence[Path], heard: Heard) -> None:
    """Until it ends; ended where it makes nothing for a while, or where ``heard`` raises."""
    started = _start(soffice, folder, names)
    made, since = 0, time.monotonic()
    try:
        while time.monotonic() - since < SECONDS:
            with suppress(subprocess.TimeoutExpired):
                started.wait(LOOK_SECONDS)
                return
            now = sum(1 for _ in folder.glob("*.pdf"))
            if now > made:
                made, since = now, time.monotonic()
            heard(now)
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()


def _start(soffice: str, folder: Path, names: Sequence[Path]) -> subprocess.Popen[bytes]:
    profile = (folder / "profile").as_uri()
    command = [
        soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, names),
    ]  # fmt: skip
    surroundings = os.environ | {
        "HOME": str(folder), "FONTCONFIG_FILE": str(write_fonts(folder)),
    }  # fmt: skip
    return subprocess.Popen(
        command, cwd=folder, env=surroundings, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
