from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "xuncha.cycle.rectification"
    label = "rectification"
    verbose_name = "整改"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.rectification import (  # noqa: F401
            deadlines,
            exports,
            jobs,
            policies,
            risk,
            verbs,
        )
        from xuncha.cycle.rectification.importing import by_command  # noqa: F401
        from xuncha.cycle.rectification.tallying import keep_tally
        from xuncha.foundation.jobs.daily import add_chore

        add_chore(keep_tally)
