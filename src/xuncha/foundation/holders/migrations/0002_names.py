from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('holders', '0001_moved'),
        ('clues', '0002_keys_move'),
    ]

    operations = [
        migrations.AlterModelTable('keyholder', None),
        migrations.AlterModelTable('escrow', None),
        migrations.AlterModelTable('escrowshare', None),
    ]
