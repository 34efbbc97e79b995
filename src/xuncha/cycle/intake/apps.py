from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "xuncha.cycle.intake"
    label = "intake"
    verbose_name = "读入文件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.intake import policies, verbs  # noqa: F401
