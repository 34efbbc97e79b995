from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "xuncha.cycle.petitions"
    label = "petitions"
    verbose_name = "信访"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.petitions import checks, policies, store, verbs  # noqa: F401
        from xuncha.cycle.petitions.clocks import settles
        from xuncha.cycle.petitions.models import PetitionClock
        from xuncha.cycle.petitions.services.keeping_keys import tidy_keys
        from xuncha.foundation.jobs.daily import add_chore

        settles(PetitionClock)
        add_chore(tidy_keys)
