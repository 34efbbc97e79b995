"""A new site's tables are those that the migrations would have made, on either database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection

from tests.homes import Home, fresh_database

# SQLite numbers unnamed checks by the order of the columns, which may differ.
_SHOW = """
import json
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from xuncha.site.setup import start_framework
start_framework()
if {steps}:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
else:
    from django.core.management import call_command
    call_command("migrate", verbosity=0)
told = {{"": sorted(map(list, MigrationExecutor(connection).loader.applied_migrations))}}
called = lambda name: "" if name.startswith("__unnamed") else name
kept = ("columns", "primary_key", "unique", "foreign_key", "check", "index")
with connection.cursor() as cursor:
    look = connection.introspection
    for table in look.table_names(cursor):
        columns = look.get_table_description(cursor, table)
        rules = look.get_constraints(cursor, table)
        told[table] = {{
            "columns": sorted(
                [one.name, str(one.type_code), one.display_size, one.null_ok, one.default]
                for one in columns
            ),
            "rules": sorted(
                json.dumps([called(name) if one["check"] else "", [one[key] for key in kept]])
                for name, one in rules.items()
            ),
        }}
print(json.dumps(told))
"""


DJANGOS_OWN = {"auth_group_permissions"}
"""Unused here. Django's migrations give its rows longer numbers than Django's model says."""


def tables(folder: Path, *, steps: bool) -> dict[str, object]:
    """Every table of an empty database that was set up one way or the other."""
    home = Home(folder / "var", fresh_database())
    (home.path / "keys").mkdir(parents=True)
    (home.path / "keys" / "django.key").write_text("for this test only")
    told = home.run(code=_SHOW.format(steps=steps))
    made: dict[str, object] = json.loads(told)
    return made


def test_the_same_tables_either_way(tmp_path: Path) -> None:
    """Walking all steps takes a minute: once, on the database that names every rule."""
    if connection.vendor == "sqlite":
        pytest.skip("逐步建表要一分钟，这一条在 PostgreSQL 上跑")
    in_one_go = tables(tmp_path / "a", steps=False)
    by_steps = tables(tmp_path / "b", steps=True)
    assert in_one_go.keys() == by_steps.keys()
    assert len(in_one_go) > 80
    assert {k for k, v in in_one_go.items() if v != by_steps[k]} <= DJANGOS_OWN


def test_a_database_with_something_in_it_is_left_to_the_steps(tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("要起四个进程，两种数据库走的是同一条路，这一条在 SQLite 上跑")
    home = Home(tmp_path / "var", fresh_database())
    home.run("init")
    before = home.counts()
    home.run("manage", "migrate")
    assert home.counts() == before
