"""What is overdue is counted by inspection: the page of proposed letters reads one index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rectification", "0006_levels_and_versions")]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["inspection", "owed_on"], name="item_inspection_owed"),
        ),
    ]
