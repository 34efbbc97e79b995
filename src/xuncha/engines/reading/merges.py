"""Merged cells: which cell shows whose value."""

from __future__ import annotations

from xuncha.engines.reading.grids import Grid, Value, is_blank, shown

_MOST_COVERED = 3_000_000


class Merges:
    """Where a covered cell's value stands. Ranges beyond the sheet's content are cut off."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        self._span: dict[tuple[int, int], tuple[int, int]] = {}
        height, width = len(grid.rows), grid.width
        for top, left, bottom, right in grid.merges:
            bottom, right = min(bottom, height - 1), min(right, width - 1)
            if bottom < top or right < left:
                continue
            self._span[top, left] = (bottom - top + 1, right - left + 1)
            if len(self._origin) + (bottom - top + 1) * (right - left + 1) > _MOST_COVERED:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        self._origin[row, column] = (top, left)

    def origin(self, row: int, column: int) -> tuple[int, int] | None:
        """The top left cell of the range that covers this one; None if it stands for itself."""
        return self._origin.get((row, column))

    def width_at(self, row: int, column: int) -> int:
        """How many columns the cell spans."""
        return self._span.get((row, column), (1, 1))[1]

    def height_at(self, row: int, column: int) -> int:
        """How many rows the cell spans."""
        return self._span.get((row, column), (1, 1))[0]

    def value(self, row: int, column: int) -> Value:
        """The value that the place shows: its own, else that of the merged range over it."""
        own = self._grid.at(row, column)
        if not is_blank(own):
            return own
        origin = self._origin.get((row, column))
        return self._grid.at(*origin) if origin else own

    def text(self, row: int, column: int) -> str:
        """As ``value``, as a person reads it."""
        return shown(self.value(row, column))
