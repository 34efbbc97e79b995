"""Pictures: a hash of what is seen, and the day the camera wrote."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import struct
import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from xuncha.engines.reading.records import ReadError

KINDS = frozenset({"jpeg", "png", "gif", "bmp", "tiff", "webp"})
MOST_PIXELS = 120_000_000
_DATE_TAGS = (0x9003, 0x9004)  # DateTimeOriginal, DateTimeDigitized
_EXIF = 0x8769
_FAILS = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, EOFError, MemoryError,
    Image.DecompressionBombError, IndexError, KeyError, TypeError, AttributeError, ZeroDivisionError,
    OverflowError, RuntimeError, NotImplementedError,
)  # fmt: skip


def picture_facts(path: Path) -> tuple[str, dt.date | None]:
    """SHA-256 of the decoded first frame in RGB (the same for another name, metadata or lossless
    format), and the day of EXIF DateTimeOriginal. ``ReadError`` with one sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise ReadError(f"“{path.name}”有 {width}×{height} 像素，过大，不能读取。")
                day = _taken_on(picture)
                return _hash(picture), day
        except ReadError:
            raise
        except _FAILS:
            raise ReadError(f"“{path.name}”不是完整的图片，打不开。") from None


def _hash(picture: Image.Image) -> str:
    seen = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    if seen.mode == "RGBA" and seen.getextrema()[3] == (255, 255):
        seen = seen.convert("RGB")
    digest = hashlib.sha256(f"{seen.mode} {seen.width}x{seen.height} ".encode())
    digest.update(seen.tobytes())
    return digest.hexdigest()


def _has_alpha(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _taken_on(picture: Image.Image) -> dt.date | None:
    try:
        told = picture.getexif().get_ifd(_EXIF)
    except _FAILS:
        return None
    for tag in _DATE_TAGS[:1]:
        found = re.match(r"(\d{4})[:\-/](\d\d)[:\-/](\d\d)", str(told.get(tag, "")))
        if found:
            try:
                return dt.date(*map(int, found.groups()))
            except ValueError:
                return None
    return None
