from django.apps import AppConfig


class SchemaConfig(AppConfig):
    name = "xuncha.foundation.schema"
    label = "schema"
    verbose_name = "数据表"
