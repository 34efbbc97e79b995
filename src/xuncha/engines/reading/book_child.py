"""A process of its own that reads one workbook and writes its grids as JSON.

The library that reads workbooks can abort its whole process on a doctored file. It is run as a
script, imports nothing of ours, and may use only so much memory and time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sys

import python_calamine as calamine

MOST_MEMORY = 3 * 1024 * 1024 * 1024
MOST_SECONDS = 60
LOCKED = 3


def main(path: str) -> int:
    """Write the grids of ``path`` to standard output; exit status 3 for a file under a password."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            sheets = [
                _plain(book.get_sheet_by_name(one.name), one)
                for one in book.sheets_metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        return LOCKED
    sys.stdout.buffer.write(json.dumps(sheets, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return 0


def _plain(sheet: calamine.CalamineSheet, about: calamine.SheetMetadata) -> dict[str, object]:
    rows = sheet.to_python(skip_empty_area=False)
    return {
        "name": about.name,
        "hidden": about.visible != calamine.SheetVisibleEnum.Visible,
        "rows": [[_value(value) for value in row] for row in rows],
        "merges": [[*first, *last] for first, last in sheet.merged_cell_ranges or []],
    }


def _value(value: object) -> object:
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    return value if isinstance(value, str | int | float) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
