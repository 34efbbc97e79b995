from django.apps import AppConfig


class OutingsConfig(AppConfig):
    name = "xuncha.cycle.outings"
    label = "outings"
    verbose_name = "外出数据包"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.outings import policies, verbs  # noqa: F401
