from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "xuncha.insight.figures"
    label = "figures"
    verbose_name = "统计"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.jobs.daily import add_chore
        from xuncha.insight.figures import policies, verbs  # noqa: F401
        from xuncha.insight.figures.frozen.sealing import seal_closed_rounds

        add_chore(seal_closed_rounds)
