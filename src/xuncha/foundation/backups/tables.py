"""Rows as lines of text, the same for either database, and back into tables.

A table's first line names its columns, each further line is one row as a JSON list: numbers, texts
and ``null`` as they are, dates and times in ISO 8601, decimals as texts, bytes in base64, columns
that hold JSON as that JSON. Columns that the database reckons itself are left out.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import Field, ForeignKey, Model

_LEFT_OUT = frozenset(
    {"sessions.session", "contenttypes.contenttype", "auth.permission", "admin.logentry"}
)
"""Made anew by every site: who was signed in is not restored."""
_READ = 2000


def tables(apps: Apps) -> list[type[Model]]:
    """Every table that belongs into a backup, by name."""
    found = {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found) if name not in _LEFT_OUT]


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that are written and read."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def write_rows(model: type[Model], target: BinaryIO) -> int:
    """Write a table's rows by primary key. Gives their number."""
    fields = columns(model)
    target.write(_line([field.attname for field in fields]))
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    count = 0
    for row in rows.iterator(chunk_size=_READ):
        target.write(_line(list(row)))
        count += 1
    return count


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=told).encode() + (
        b"\n"
    )


def told(value: Any) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return str(value)


def empty(apps: Apps) -> None:
    """Take away what setting up the tables put in: the backup brings all of it."""
    for model in tables(apps):
        model._base_manager.all()._raw_delete(connection.alias)


def read_rows(model: type[Model], lines: Iterable[bytes], told: Callable[[int], None]) -> int:
    """Put a table's rows back as they were: no default, no time stamp of today. Gives their number.
    ``ValueError`` where a line is no row of this table."""
    source = iter(lines)
    by_name = {field.attname: field for field in columns(model)}
    names = json.loads(next(source))
    if unknown := [name for name in names if name not in by_name]:
        raise ValueError(f"{model._meta.label}: {unknown}")
    fields = [by_name[name] for name in names]
    size = max(1, min(500, connection.ops.bulk_batch_size(fields, [None] * 500)))
    count = 0
    for part in _parts(source, size):
        rows = [_row(model, fields, json.loads(line)) for line in part]
        model._base_manager.all()._insert(  # type: ignore[attr-defined]  # as loaddata: raw
            rows, fields=fields, using=connection.alias, raw=True
        )
        count += len(rows)
        told(count)
    return count


def _row(model: type[Model], fields: list[Field[Any, Any]], values: list[Any]) -> Model:
    if len(values) != len(fields):
        raise ValueError(f"{model._meta.label}: {len(values)} values for {len(fields)} columns")
    pairs = zip(fields, values, strict=True)
    return model(**{field.attname: value_of(field, value) for field, value in pairs})


def value_of(field: Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return (field.target_field if isinstance(field, ForeignKey) else field).to_python(value)


def _parts(lines: Iterator[bytes], size: int) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    for line in lines:
        part.append(line)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
