from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "xuncha.foundation.exchange"
    label = "exchange"
    verbose_name = "导入导出"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.exchange import policies, verbs  # noqa: F401
