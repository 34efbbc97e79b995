"""The frames have a room of their own now; nothing changes in the database."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0001_initial'),
        ('taxonomy', '0001_from_findings'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.AlterField(
                model_name='finding',
                name='leaf',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='taxonomy.taxonomynode', verbose_name='问题分类项'),
            ),
            migrations.DeleteModel(name='TaxonomyNode'),
            migrations.DeleteModel(name='Taxonomy'),
        ]),
    ]
