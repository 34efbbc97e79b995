"""The text of an OFD document: pages in their order, words by where they are placed."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from xuncha.engines.reading import limits
from xuncha.engines.reading.placed import Run, lines_of
from xuncha.engines.reading.records import ReadError
from xuncha.engines.reading.safe_xml import local, parse

MOST_PAGES = 500
MOST_RUNS = 200_000
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def ofd_text(path: Path) -> str:
    """The text. ``ReadError`` with one sentence for what is broken or too large."""
    made: list[str] = []
    size = 0
    with limits.open_box(path) as box:
        names = _pages(path, box)
        if len(names) > MOST_PAGES:
            raise ReadError(f"“{path.name}”超过 {MOST_PAGES} 页，不能读取。")
        for name in names:
            root = parse(limits.read_part(path, box, name, 50 * limits.MB), path.name)
            runs = list(_runs(root))
            size += len(runs)
            if size > MOST_RUNS:
                break
            made += lines_of(runs)
    return "\n".join(made)


def _pages(path: Path, box: zipfile.ZipFile) -> list[str]:
    """The pages in the order that the document tells; by their numbers where it tells none."""
    names = {one.lower(): one for one in box.namelist()}
    told: list[str] = []
    for document in sorted(one for one in names if one.endswith("document.xml")):
        root = parse(limits.read_part(path, box, names[document], 50 * limits.MB), path.name)
        folder = posixpath.dirname(document)
        for page in (one for one in root.iter() if local(one) == "Page"):
            place = posixpath.normpath(posixpath.join(folder, page.get("BaseLoc", "").lower()))
            told += [names[one] for one in (place.lstrip("/"),) if one in names]
    loose = [one for low, one in names.items() if low.endswith("content.xml") and "tpl" not in low]
    return told or sorted(loose, key=lambda one: tuple(map(int, re.findall(r"\d+", one))))


def _runs(root: etree._Element) -> Iterator[Run]:
    for thing in root.iter():
        if local(thing) != "TextObject":
            continue
        x, y, width, height = (*_numbers(thing.get("Boundary", "")), 0.0, 0.0, 0.0, 0.0)[:4]
        size = (_numbers(thing.get("Size", "")) or [height or 4.0])[0]
        codes = [one for one in thing if local(one) == "TextCode"]
        for code in codes:
            text = code.text or ""
            left = x + (_numbers(code.get("X", "")) or [0.0])[0]
            base = y + (_numbers(code.get("Y", "")) or [height])[0]
            right = x + width if len(codes) == 1 and width else left + _width(text, size)
            yield Run(left, base - size, max(right, left), base, text)


def _width(text: str, size: float) -> float:
    return sum(size if ord(one) > 255 else size / 2 for one in text)


def _numbers(words: str) -> list[float]:
    return [float(one) for one in _NUMBER.findall(words)][:4]
