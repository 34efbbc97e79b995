from django.apps import AppConfig


class WorkpapersConfig(AppConfig):
    name = "xuncha.cycle.workpapers"
    label = "workpapers"
    verbose_name = "底稿"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.workpapers import (  # noqa: F401
            checks,
            deadlines,
            known_sources,
            policies,
            verbs,
        )
