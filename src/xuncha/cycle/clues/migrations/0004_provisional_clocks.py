from typing import Any

from django.db import migrations

from xuncha.foundation.calendar.taking_over import take_over


def note(apps: Any, _schema: Any) -> None:
    take_over(apps, "clues", "CopyClock")


class Migration(migrations.Migration):

    dependencies = [
        ("clues", "0003_receivers"),
        ("workdays", "0002_provisional_deadlines"),
    ]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
