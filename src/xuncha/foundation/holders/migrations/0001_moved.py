"""The tables of keys come from the room of clues, rows and all: only their names change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _person(label, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name=label, **more)


def _id():
    return ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID'))


class Migration(migrations.Migration):

    dependencies = [
        ('clues', '0001_clues'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Keyholder',
                    fields=[
                        _id(),
                        ('public', models.CharField(max_length=60, verbose_name='公钥')),
                        ('locked', models.TextField(verbose_name='加锁的私钥')),
                        ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='连续输错次数')),
                        ('locked_until', models.DateTimeField(blank=True, null=True, verbose_name='暂停到')),
                        ('made_at', models.DateTimeField(verbose_name='设立时间')),
                        ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                        ('user', _person('持有人')),
                    ],
                    options={
                        'verbose_name': '封存口令',
                        'db_table': 'clues_keyholder',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('user',), name='keyholder_one', violation_error_message='一个人只能有一个使用中的封存口令。')],
                    },
                ),
                migrations.CreateModel(
                    name='Escrow',
                    fields=[
                        _id(),
                        ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                        ('public', models.CharField(max_length=60, verbose_name='公钥')),
                        ('need', models.PositiveSmallIntegerField(verbose_name='合上须几份')),
                        ('state', models.CharField(choices=[('pending', '等待份额确认'), ('active', '使用中'), ('retired', '已更换'), ('dropped', '已作废')], default='pending', max_length=10, verbose_name='状态')),
                        ('words', models.CharField(max_length=20, verbose_name='核对词')),
                        ('convened_at', models.DateTimeField(verbose_name='仪式时间')),
                        ('active_at', models.DateTimeField(blank=True, null=True, verbose_name='启用时间')),
                        ('convened_by', _person('主持人', blank=True, null=True)),
                    ],
                    options={
                        'verbose_name': '托管密钥',
                        'db_table': 'clues_escrow',
                        'constraints': [
                            models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('state',), name='escrow_one_active', violation_error_message='只能有一把使用中的托管密钥。'),
                            models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), ('active_at__isnull', False), _connector='OR'), name='escrow_active_at', violation_error_message='使用中的托管密钥必须有启用时间。'),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name='EscrowShare',
                    fields=[
                        _id(),
                        ('number', models.PositiveSmallIntegerField(verbose_name='份额序号')),
                        ('wrapped', models.TextField(blank=True, verbose_name='封好的份额')),
                        ('shown_at', models.DateTimeField(blank=True, null=True, verbose_name='打开时间')),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='确认时间')),
                        ('escrow', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='holders.escrow', verbose_name='托管密钥')),
                        ('officer', _person('保管人')),
                    ],
                    options={
                        'verbose_name': '托管份额',
                        'db_table': 'clues_escrowshare',
                        'constraints': [
                            models.UniqueConstraint(fields=('escrow', 'officer'), name='escrow_share_officer', violation_error_message='一个人只能保管一份。'),
                            models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('wrapped', ''), _connector='OR'), name='escrow_share_on_paper', violation_error_message='确认以后，份额只能在纸上。'),
                        ],
                    },
                ),
            ],
        ),
    ]
