"""The tables of keys belong to ``holders`` from here on; nothing moves in the database."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clues', '0001_clues'),
        ('holders', '0001_moved'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField('cluekey', 'holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='holders.keyholder', verbose_name='持有人口令')),
                migrations.AlterField('cluekey', 'escrow', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='holders.escrow', verbose_name='托管密钥')),
                migrations.DeleteModel('EscrowShare'),
                migrations.DeleteModel('Escrow'),
                migrations.DeleteModel('Keyholder'),
            ],
        ),
    ]
