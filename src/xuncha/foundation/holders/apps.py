from django.apps import AppConfig


class HoldersConfig(AppConfig):
    name = "xuncha.foundation.holders"
    label = "holders"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "封存口令"

    def ready(self) -> None:
        from xuncha.foundation.holders import verbs  # noqa: F401
