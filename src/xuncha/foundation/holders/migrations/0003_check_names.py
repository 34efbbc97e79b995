"""PostgreSQL names the check of a positive number after its table when the column is made, and
keeps that name when the table's changes. The four columns are made anew and filled, so that an
upgraded site's tables are a new site's."""

from django.db import migrations, models

_COLUMNS = [
    ('escrow', 'version', models.PositiveIntegerField, {'default': 1, 'editable': False, 'verbose_name': '版本'}),
    ('escrow', 'need', models.PositiveSmallIntegerField, {'verbose_name': '合上须几份'}),
    ('escrowshare', 'number', models.PositiveSmallIntegerField, {'verbose_name': '份额序号'}),
    ('keyholder', 'failures', models.PositiveSmallIntegerField, {'default': 0, 'verbose_name': '连续输错次数'}),
]


def _fill(model, name):
    def fill(apps, editor):
        apps.get_model('holders', model).objects.update(**{name: models.F(f'{name}_before')})

    return fill


def _made_anew(model, name, kind, said):
    return [
        migrations.RenameField(model, name, f'{name}_before'),
        migrations.AddField(model, name, kind(**({'default': 0} | said)), preserve_default='default' in said),
        migrations.RunPython(_fill(model, name), migrations.RunPython.noop),
        migrations.RemoveField(model, f'{name}_before'),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('holders', '0002_names'),
    ]

    operations = [step for column in _COLUMNS for step in _made_anew(*column)]
