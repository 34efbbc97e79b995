from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "xuncha.cycle.schemes"
    label = "schemes"
    verbose_name = "整改方案"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.schemes import deadlines, lacking, policies, verbs  # noqa: F401
