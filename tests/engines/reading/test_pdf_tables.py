"""Ruled tables in PDF: rows of cells, merged cells, and drawings that are no tables."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from xuncha.engines.reading.documents import text_of

Box = tuple[float, float, float, float]


def _pdf(path: Path, boxes: Sequence[Box], words: Sequence[tuple[float, float, str]]) -> Path:
    """A page with filled boxes (left, bottom, width, height) and words."""
    stream = "".join(f"{a} {b} {c} {d} re f\n" for a, b, c, d in boxes)
    stream += "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in words)
    path.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF\n" % (len(stream), stream.encode())
    )
    return path


def _rules(xs: Sequence[float], ys: Sequence[float]) -> list[Box]:
    upright = [(x, ys[0], 1, ys[-1] - ys[0]) for x in xs]
    return [*upright, *((xs[0], y, xs[-1] - xs[0], 1) for y in ys)]


def test_cells_stand_between_tabs_and_the_rest_around_them(tmp_path: Path) -> None:
    words = [
        (50, 750, "Title"), (60, 680, "No"), (160, 680, "Finding"), (60, 640, "1"),
        (160, 650, "first line"), (160, 635, "goes on"), (50, 500, "Foot"),
    ]  # fmt: skip
    path = _pdf(tmp_path / "a.pdf", _rules([50, 150, 300], [620, 670, 700]), words)

    assert text_of(path) == "Title\nNo\tFinding\n1\tfirst linegoes on\nFoot"


def test_a_cell_over_two_rows_stands_in_the_first(tmp_path: Path) -> None:
    boxes: list[Box] = [
        (50, 600, 1, 150), (150, 600, 1, 150), (300, 600, 1, 150),
        (50, 600, 250, 1), (50, 700, 250, 1), (150, 650, 150, 1), (50, 750, 250, 1),
    ]  # fmt: skip
    words = [
        (60, 720, "Of"),
        (160, 720, "What"),
        (60, 645, "unit"),
        (160, 680, "one"),
        (160, 620, "two"),
    ]
    words.append((50, 560, "under"))
    told = text_of(_pdf(tmp_path / "b.pdf", boxes, words))

    assert told == "Of\tWhat\nunit\tone\n\ttwo\nunder"


def test_a_frame_and_a_drawing_are_no_tables(tmp_path: Path) -> None:
    framed = _pdf(tmp_path / "c.pdf", _rules([50, 300], [600, 700]), [(60, 650, "in a frame")])
    lines = [(float(n % 590), float(n % 790), 20.0, 1.0) for n in range(3_000)]
    drawn = _pdf(tmp_path / "d.pdf", lines, [(60, 650, "drawing")])
    began = time.process_time()

    assert text_of(framed) == "in a frame"
    assert text_of(drawn) == "drawing"
    assert time.process_time() - began < 2


def test_a_sheet_of_squared_paper_takes_no_time(tmp_path: Path) -> None:
    grid = _rules([20.0 + 6 * n for n in range(90)], [20.0 + 6 * n for n in range(120)])
    began = time.process_time()

    assert "word" in text_of(_pdf(tmp_path / "e.pdf", grid, [(60, 650, "word")]))
    assert time.process_time() - began < 2
