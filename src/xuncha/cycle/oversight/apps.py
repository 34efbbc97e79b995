from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "xuncha.cycle.oversight"
    label = "oversight"
    verbose_name = "督办"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.oversight import deadlines, policies, verbs  # noqa: F401
        from xuncha.cycle.oversight.services.alerts import step_up
        from xuncha.foundation.jobs.daily import add_chore

        add_chore(step_up)
