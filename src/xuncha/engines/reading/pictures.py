"""Pictures: a hash of what is seen, and the day the camera wrote."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from xuncha.engines.reading import limits
from xuncha.engines.reading.records import ReadError

KINDS = frozenset({"jpeg", "png", "gif", "bmp", "tiff", "webp"})
MOST_PIXELS = 110_000_000
MOST_WITHIN = 60
_STRIP = 512
GRID = 48
_FLAT = 24
_TAKEN = 0x9003  # DateTimeOriginal
_EXIF = 0x8769
_FAILS = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, EOFError, MemoryError,
    Image.DecompressionBombError, IndexError, KeyError, TypeError, AttributeError,
    ZeroDivisionError, OverflowError, RuntimeError, NotImplementedError,
)  # fmt: skip


def pictures_within(path: Path) -> str:
    """What a document of pictures shows (a scan put into Word): the hash of its picture as
    ``picture_facts`` gives it, or of all its pictures in the order of their hashes; "" where it
    holds none that can be opened, or more than ``MOST_WITHIN``."""
    with limits.open_box(path) as box:
        names = [one for one in box.namelist() if "/media/" in one]
        if len(names) > MOST_WITHIN:
            return ""
        parts = [limits.read_part(path, box, name) for name in names]
    found = sorted({one for part in parts if (one := _hash_of(part))})
    if len(found) < 2:
        return "".join(found)
    return hashlib.sha256(" ".join(found).encode()).hexdigest()


def _hash_of(data: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
                return _hash(picture) if width * height <= MOST_PIXELS else ""
        except (Image.DecompressionBombError, *_FAILS):
            return ""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """SHA-256 of the decoded first frame (the same for another name, metadata or lossless format),
    what it looks like at a glance, and the day of EXIF DateTimeOriginal."""

    sha256: str
    looks: bytes
    taken_on: dt.date | None


def picture_facts(path: Path) -> PictureFacts:
    """The facts of one picture. ``ReadError`` with one sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise ReadError(f"“{path.name}”有 {width}×{height} 像素，过大，不能读取。")
                day = _taken_on(picture)
                return PictureFacts(_hash(picture), _looks(picture), day)
        except ReadError:
            raise
        except Image.DecompressionBombError:
            raise ReadError(f"“{path.name}”像素过多，疑似图片炸弹，不能读取。") from None
        except _FAILS:
            raise ReadError(f"“{path.name}”不是完整的图片，打不开。") from None


def _hash(picture: Image.Image) -> str:
    """In strips, so that a large photo is not held twice; without alpha every point is opaque."""
    width, height = picture.size
    digest = hashlib.sha256(f"{width}x{height} ".encode())
    picture.load()
    for top in range(0, height, _STRIP):
        strip = picture.crop((0, top, width, min(height, top + _STRIP)))
        digest.update(_as_rgba(strip).tobytes())
    return digest.hexdigest()


def _looks(picture: Image.Image) -> bytes:
    """Brightness in a grid, after the shape: a copy saved anew as JPEG differs by little. Empty for
    a picture of one brightness, which looks like any other."""
    whole = picture if picture.mode in ("RGB", "L") else _as_rgba(picture)
    grey = whole.resize((GRID, GRID), Image.Resampling.BOX).convert("L").tobytes()
    if max(grey) - min(grey) < _FLAT:
        return b""
    width, height = picture.size
    return struct.pack(">II", width, height) + grey


def _as_rgba(strip: Image.Image) -> Image.Image:
    try:
        return strip.convert("RGBA")
    except ValueError:  # sixteen bits a point and the like
        return strip.convert("F").convert("L").convert("RGBA")


def _taken_on(picture: Image.Image) -> dt.date | None:
    try:
        told = picture.getexif().get_ifd(_EXIF)
    except _FAILS:
        return None
    found = re.match(r"(\d{4})[:\-/](\d\d)[:\-/](\d\d)", str(told.get(_TAKEN, "")))
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
