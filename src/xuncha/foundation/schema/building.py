"""The tables of an empty site, made from the models of this version or of an earlier one.

Django would walk through every migration ever written and render all models anew after each of
some five hundred steps: half a minute for a new site, a rehearsal of a restore, a test run. The
outcome is the same tables, which a test compares one by one.
"""

from __future__ import annotations

from collections.abc import Collection

from django.apps import apps as todays
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def is_empty() -> bool:
    """Whether the database holds no table at all."""
    return not connection.introspection.table_names()


def build(applied: Collection[tuple[str, str]] | None = None) -> Apps:
    """Make every table as it is after ``applied`` (pairs of app and migration; without: of this
    version) and note those migrations as done: all, or nothing where it is killed in the middle.
    Gives the models of that time. The database must be empty, and no transaction may be open
    (SQLite can't make tables that refer to each other in one that checks references)."""
    recorder = MigrationRecorder(connection)
    loader = MigrationLoader(connection)
    done = sorted(loader.graph.nodes if applied is None else applied)
    then = todays if applied is None else loader.project_state(done).apps
    with connection.schema_editor() as editor:
        for model in then.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        recorder.ensure_schema()
        for app, name in done:
            recorder.record_applied(app, name)
    return then
