import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="导入种类")),
                ("signature", models.CharField(max_length=64, verbose_name="表头特征")),
                ("owner", models.CharField(blank=True, max_length=80, verbose_name="单位标识")),
                ("mapping", models.JSONField(verbose_name="对应关系")),
                ("used_at", models.DateTimeField(verbose_name="最近使用时间")),
                (
                    "used_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="最近使用人",
                    ),
                ),
            ],
            options={
                "verbose_name": "表头对应关系",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "signature", "owner"),
                        name="column_mapping_once",
                        violation_error_message="同一单位同样的表头只记一份对应关系。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            models.Q(("signature", ""), _negated=True),
                        ),
                        name="column_mapping_named",
                        violation_error_message="对应关系必须写明导入种类和表头特征。",
                    ),
                ],
            },
        ),
    ]
