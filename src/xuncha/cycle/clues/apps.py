from django.apps import AppConfig


class CluesConfig(AppConfig):
    name = "xuncha.cycle.clues"
    label = "clues"
    verbose_name = "线索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.clues import policies, store, verbs  # noqa: F401
        from xuncha.cycle.clues.models import CopyClock
        from xuncha.cycle.clues.services.expiring import drop_expired
        from xuncha.cycle.petitions.clocks import settles
        from xuncha.foundation.jobs.daily import add_chore

        settles(CopyClock)
        add_chore(drop_expired)
