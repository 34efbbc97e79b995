from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "xuncha.cycle.findings"
    label = "findings"
    verbose_name = "问题"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.findings import (  # noqa: F401
            checks,
            exports,
            papers,
            pointing,
            policies,
            risk,
            verbs,
        )
