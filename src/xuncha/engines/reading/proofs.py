"""Proof files: what each is by its content, what it says, and its own dates."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from xuncha.engines.reading import documents, limits, pictures, sniff
from xuncha.engines.reading.dates import find_dates
from xuncha.engines.reading.docx import created_in
from xuncha.engines.reading.records import ProofFile, Proofs, ReadError
from xuncha.engines.reading.signing import signed_on
from xuncha.engines.reading.text import squeeze

MOST_FILES = 20_000
_STEP = 1024 * 1024
_SKIPPED = re.compile(r"(?i)^(?:~\$|\.|thumbs\.db$|desktop\.ini$)")
_MINUTES = re.compile(
    r"会议纪要|会议记录|会议材料|会议签到|签到[表册簿]?|纪要|通知|办公会|会记录|学习记录"
)
_STAMP = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])[_-]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{0,3})?(?!\d)"
)


def read_proofs(folder: Path) -> Proofs:
    """All files below a folder, by relative name, in order. A file that can't be read tells why in
    its ``error``. Raises ``ReadError`` where the folder is missing or holds too many files.

    Links, hidden files and office lock files are left out.
    """
    if not folder.is_dir():
        raise ReadError(f"找不到文件夹“{folder.name}”。")
    paths = sorted(_files_below(folder))
    if len(paths) > MOST_FILES:
        raise ReadError(f"文件夹“{folder.name}”里的文件超过 {MOST_FILES} 个，请分批核对。")
    files = tuple(read_proof(path, path.relative_to(folder).as_posix()) for path in paths)
    return Proofs(folder, files)


def _files_below(folder: Path) -> Iterator[Path]:
    """A folder that can't be opened is told: its files would all seem to be missing."""

    def closed(problem: OSError) -> None:
        name = Path(str(problem.filename)).name
        raise ReadError(f"佐证里的文件夹“{name}”打不开，请检查它的权限后再试。")

    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [one for one in folders if not _SKIPPED.match(one)]
        for name in names:
            path = Path(place, name)
            if not _SKIPPED.match(name) and not path.is_symlink() and path.is_file():
                yield path


def read_proof(path: Path, relative: str) -> ProofFile:
    """One proof file's facts; never raises: what can't be read stands in ``error``.

    ``relative`` is the name that it goes by; its date is read from there.
    """
    name = relative.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        size, digest, head = _bytes_of(path)
    except OSError:
        return ProofFile(path, relative, 0, "", "unknown", "", "", "", error=f"“{name}”打不开。")
    kind = sniff.kind_of(head, path)
    proof = ProofFile(path, relative, size, digest, kind, "", "", "", _named_on(name))
    try:
        return _with_content(proof, name)
    except ReadError as problem:
        told = str(problem).replace(f"“{path.name}”", f"“{name}”")
        return replace(proof, error=told, is_minutes=bool(_MINUTES.search(name)))


def _with_content(proof: ProofFile, name: str) -> ProofFile:
    text, picture, looks, created = "", "", b"", None
    if proof.size > limits.MOST_BYTES:
        raise ReadError(
            f"“{name}”有 {proof.size // limits.MB} MB，过大，只核对是否重复，不读内容。"
        )
    if proof.kind == "locked":
        raise ReadError(f"“{name}”设有打开密码，请去掉密码后再试。")
    if proof.kind == "zip":
        limits.open_box(proof.path).close()  # tells damage, passwords and bombs
    if proof.kind in pictures.KINDS:
        seen = pictures.picture_facts(proof.path)
        picture, looks, created = seen.sha256, seen.looks, seen.taken_on
    elif proof.kind == "pdf":
        text, created = documents.pdf_facts(proof.path)
    elif proof.kind in documents.READABLE:
        text = documents.text_of(proof.path, proof.kind)
        if proof.kind in {"docx", "xlsx"}:
            created = created_in(proof.path)
            picture = "" if squeeze(text) else pictures.pictures_within(proof.path)
    bare = squeeze(text)
    signed = signed_on(text)
    dates = (
        *((("signed", signed),) if signed else ()), *proof.dates,
        *((("created", created),) if created else ()),
    )  # fmt: skip
    opening = squeeze(text[:200])[:60]
    return replace(
        proof, text=text, picture_sha256=picture, picture_looks=looks, dates=dates,
        text_sha256=hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest() if bare else "",
        is_minutes=bool(_MINUTES.search(name) or _MINUTES.search(opening)),
    )  # fmt: skip


def _bytes_of(path: Path) -> tuple[int, str, bytes]:
    digest, head, size = hashlib.sha256(), b"", 0
    with path.open("rb") as source:
        while piece := source.read(_STEP):
            head = head or piece[:8192]
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest(), head


def _named_on(name: str) -> tuple[tuple[str, dt.date], ...]:
    """The date in a file's name, where it tells a day."""
    stem = name.rsplit(".", 1)[0] if "." in name else name
    if stamp := _STAMP.search(stem):
        stem = "-".join(stamp.groups())
    days = [
        one.read.on for one in find_dates(re.sub("_", " ", stem)) if one.read.precision == "day"
    ]
    return (("name", days[0]),) if days else ()
