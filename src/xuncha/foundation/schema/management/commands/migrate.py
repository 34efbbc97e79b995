"""``migrate`` that makes an empty database's tables in one go; otherwise Django's own."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from xuncha.foundation.schema.building import build, is_empty


class Command(migrate.Command):
    """Only the plain call on an empty database is shortened: with an app's name, ``--fake`` or
    ``--plan`` somebody wants to see the steps."""

    def handle(self, *args: Any, **options: Any) -> None:
        is_plain = not (options["app_label"] or options["fake"] or options["plan"])
        if is_plain and not options["check_unapplied"] and is_empty():
            build()
        super().handle(*args, **options)
