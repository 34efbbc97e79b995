from django.apps import AppConfig


class KitsConfig(AppConfig):
    name = "xuncha.foundation.kits"
    label = "kits"
    verbose_name = "外出数据包"
