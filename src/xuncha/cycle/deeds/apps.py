from django.apps import AppConfig


class DeedsConfig(AppConfig):
    name = "xuncha.cycle.deeds"
    label = "deeds"
    verbose_name = "民生实事"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.deeds import policies, verbs  # noqa: F401
