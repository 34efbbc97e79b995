from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "xuncha.cycle.petitions"
    label = "petitions"
    verbose_name = "信访"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.petitions import checks, policies, verbs  # noqa: F401
