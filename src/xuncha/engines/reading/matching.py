"""A layout told or remembered, laid over a file whose rows or sheets may have moved."""

from __future__ import annotations

from dataclasses import replace

from xuncha.engines.reading.grids import Grid
from xuncha.engines.reading.header_rows import header_at
from xuncha.engines.reading.headers import key_of
from xuncha.engines.reading.layout import ColumnGuess, Layout, SheetLayout, layout_of, layouts_in
from xuncha.engines.reading.merges import Merges
from xuncha.engines.reading.records import Field


def laid_out(grids: list[Grid], layout: Layout) -> list[tuple[Grid, SheetLayout]]:
    """Each sheet of the file with its layout: as told where the headings stand there, else the same
    headings found elsewhere in the file; sheets that nothing is told of are guessed."""
    chosen: list[tuple[Grid, SheetLayout]] = []
    guesses = layouts_in(grids)
    guessed = {grid.name: one for grid, one in guesses}
    told = {one.name: one for one in layout.sheets}
    by_headings = {one.signature: one for one in layout.sheets}
    for grid in grids:
        own, guess = told.get(grid.name), guessed.get(grid.name)
        if own is not None and _stands(grid, own):
            chosen.append((grid, own))
        elif guess is not None and guess.signature in by_headings:
            chosen.append((grid, _named(guess, by_headings[guess.signature])))
        elif own is not None and own.header_last <= len(grid.rows):
            chosen.append((grid, own))
        elif guess is not None and not told:
            chosen.append((grid, guess))
    return chosen


def anew(grid: Grid, first: int, last: int) -> SheetLayout:
    """The layout of a sheet whose header rows (Excel's numbers) a person told."""
    merges = Merges(grid)
    return layout_of(grid, merges, header_at(grid, merges, first - 1, last - 1))


def _stands(grid: Grid, own: SheetLayout) -> bool:
    """Whether the headings stand where the layout says."""
    if own.header_last > len(grid.rows):
        return False
    parts = header_at(grid, Merges(grid), own.header_first - 1, own.header_last - 1)
    return all(
        key_of(parts.text(one.index)) == key_of(one.header) for one in own.columns if one.header
    )


def _named(guess: SheetLayout, told: SheetLayout) -> SheetLayout:
    """The guess's places with the fields that were told for the same headings."""
    fields: dict[str, list[ColumnGuess]] = {}
    for one in told.columns:
        fields.setdefault(key_of(one.header), []).append(one)
    columns, taken = [], set[Field]()
    for one in guess.columns:
        same = fields.get(key_of(one.header))
        match = same.pop(0) if same else None
        field = match.field if match else None
        if field is not None and field not in taken:
            taken.add(field)
            columns.append(
                replace(one, field=field, also=match.also if match else None, confidence=1.0,
                        unit_factor=(match.unit_factor if match else None) or one.unit_factor)
            )  # fmt: skip
        else:
            columns.append(replace(one, field=None, also=None))
    return replace(guess, columns=tuple(columns), used=told.used)
