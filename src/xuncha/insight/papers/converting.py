"""Word to PDF by LibreOffice, where it is installed. An optional part: without it the Word file
remains.

Each conversion has a folder and a user profile of its own, so that two don't meet; what hangs is
ended after a while, with all that it started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pypdfium2 import PdfDocument

from xuncha.foundation.files import vault
from xuncha.insight.papers.fonts import write_fonts
from xuncha.kernel.errors import Unavailable

SECONDS = 180
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
    return many_to_pdf([paper])[0]


def many_to_pdf(papers: Sequence[bytes]) -> list[bytes]:
    """The PDFs of some Word files, in one run of the converter: its start takes longer than a
    paper. ``Unavailable`` where one can't be had."""
    soffice = demand()
    folder = Path(tempfile.mkdtemp(prefix=vault.PLAIN, dir=vault.scratch()))
    try:
        names = [folder / f"paper{at}.docx" for at in range(len(papers))]
        for path, paper in zip(names, papers, strict=True):
            path.write_bytes(paper)
        _run(soffice, folder, names)
        made = [path.with_suffix(".pdf") for path in names]
        if not all(path.is_file() for path in made):
            raise Unavailable(_FAILED)
        return [path.read_bytes() for path in made]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF has that the converter made."""
    with closing(PdfDocument(pdf)) as document:
        return len(document)


def _run(soffice: str, folder: Path, names: Sequence[Path]) -> None:
    profile = (folder / "profile").as_uri()
    command = [
        soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, names),
    ]  # fmt: skip
    surroundings = os.environ | {
        "HOME": str(folder), "FONTCONFIG_FILE": str(write_fonts(folder)),
    }  # fmt: skip
    started = subprocess.Popen(
        command, cwd=folder, env=surroundings, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        started.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        raise Unavailable(_FAILED) from None
