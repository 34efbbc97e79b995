from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "xuncha.cycle.results"
    label = "results"
    verbose_name = "成果运用"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.results import deadlines, policies, verbs  # noqa: F401
