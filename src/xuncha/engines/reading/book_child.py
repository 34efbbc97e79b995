"""A process of its own that reads one workbook and writes its grids as JSON.

The library that reads workbooks can abort its whole process on a doctored file. It is run as a
script, imports nothing of ours, and may use only so much memory and time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import sys

import python_calamine as calamine

MOST_MEMORY = 2 * 1024 * 1024 * 1024
MOST_SECONDS = 60
MOST_CELLS = 8_000_000
LOCKED, TOO_MUCH = 3, 4
_PLAIN = frozenset({str, int, float, bool})


def main() -> int:
    """Write the grids of the workbook at standard input to standard output; exit status 3 for a
    file under a password, 4 for sheets laid out too far."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sheets: list[dict[str, object]] = []
    cells = 0
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            for one in book.sheets_metadata:
                if one.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(one.name)
                cells += sheet.total_height * sheet.total_width
                if cells > MOST_CELLS:
                    return TOO_MUCH
                sheets.append(_plain(sheet, one))
    except calamine.PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_MUCH
    sys.stdout.buffer.write(json.dumps(sheets, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return 0


def _plain(sheet: calamine.CalamineSheet, about: calamine.SheetMetadata) -> dict[str, object]:
    rows: list[list[object]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
    is_dated = False
    for row in rows:
        for index, value in enumerate(row):
            if type(value) not in _PLAIN:
                row[index] = _value(value)
                is_dated = True
    return {
        "name": about.name,
        "hidden": about.visible != calamine.SheetVisibleEnum.Visible,
        "rows": rows,
        "dated": is_dated,
        "merges": [[*first, *last] for first, last in sheet.merged_cell_ranges or []],
    }


def _value(value: object) -> object:
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    return value if isinstance(value, str | int | float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
