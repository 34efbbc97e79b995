from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "xuncha.cycle.teams"
    label = "teams"
    verbose_name = "巡察组"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.teams import actors, examining, policies, verbs  # noqa: F401
