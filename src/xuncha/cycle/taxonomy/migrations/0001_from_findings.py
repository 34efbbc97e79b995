"""The frames move in from the room of findings: tables and rows stay as they are, only the room
that answers for them changes. See docs/decisions/0029."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('findings', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.CreateModel(
                name='Taxonomy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, verbose_name='名称')),
                    ('version', models.CharField(max_length=20, verbose_name='版本')),
                    ('effective_on', models.DateField(verbose_name='生效日期')),
                ],
                options={
                    'verbose_name': '问题分类',
                    'db_table': 'findings_taxonomy',
                    'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='taxonomy_version', violation_error_message='这套问题分类已经有同名版本。')],
                },
            ),
            migrations.CreateModel(
                name='TaxonomyNode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20, verbose_name='代码')),
                    ('name', models.CharField(max_length=80, verbose_name='名称')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='taxonomy.taxonomynode', verbose_name='上级')),
                    ('taxonomy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nodes', to='taxonomy.taxonomy', verbose_name='问题分类')),
                ],
                options={
                    'verbose_name': '问题分类项',
                    'db_table': 'findings_taxonomynode',
                    'constraints': [models.UniqueConstraint(fields=('taxonomy', 'code'), name='taxonomy_code', violation_error_message='同一版分类里代码不能重复。')],
                },
            ),
        ]),
    ]
