from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "xuncha.cycle.petitions"
    label = "petitions"
    verbose_name = "信访"
    default_auto_field = "django.db.models.BigAutoField"
