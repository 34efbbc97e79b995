"""The tables of a new site, made from the models.

Django would walk through every migration ever written and render all models anew after each of
some five hundred steps: half a minute for a new site, a rehearsal of a restore, a test run. The
outcome is the same tables, which a test compares one by one.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def is_empty() -> bool:
    """Whether the database holds no table at all."""
    return not connection.introspection.table_names()


def build() -> None:
    """Make every table of this version and note its migrations as done: all, or nothing where it
    is killed in the middle. The database must be empty, and no transaction may be open (SQLite
    can't make tables that refer to each other in one that checks references)."""
    recorder = MigrationRecorder(connection)
    done = MigrationLoader(connection).graph.nodes
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        recorder.ensure_schema()
        for app, name in sorted(done):
            recorder.record_applied(app, name)
