from django.db import migrations


def tell_historical(apps, schema_editor):
    """What was fed back, or registered after the feedback, came here without papers."""
    Finding = apps.get_model("findings", "Finding")
    after = [
        "fed_back", "plan_review", "rectifying", "report_review", "published", "evaluated",
        "continuing", "revisiting", "archived",
    ]
    Finding.objects.filter(state="fed_back").update(is_historical=True)
    Finding.objects.filter(inspection__state__in=after).update(is_historical=True)


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0004_papers'),
    ]

    operations = [
        migrations.RunPython(tell_historical, migrations.RunPython.noop),
    ]
