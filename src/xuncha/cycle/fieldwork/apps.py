from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "xuncha.cycle.fieldwork"
    label = "fieldwork"
    verbose_name = "巡中工作"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.fieldwork import checks, deadlines, policies, verbs  # noqa: F401
