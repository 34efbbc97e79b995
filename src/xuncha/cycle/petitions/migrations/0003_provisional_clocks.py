from typing import Any

from django.db import migrations

from xuncha.foundation.calendar.taking_over import take_over


def note(apps: Any, _schema: Any) -> None:
    take_over(apps, "petitions", "PetitionClock")


class Migration(migrations.Migration):

    dependencies = [
        ("petitions", "0002_keys_per_person"),
        ("workdays", "0002_provisional_deadlines"),
    ]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
