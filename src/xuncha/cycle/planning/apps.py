from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "xuncha.cycle.planning"
    label = "planning"
    verbose_name = "计划与轮次"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.planning import policies, verbs  # noqa: F401
        from xuncha.cycle.planning.coverage import by_command, solving  # noqa: F401
        from xuncha.cycle.planning.coverage import policies as plan_policies  # noqa: F401
        from xuncha.cycle.planning.coverage import verbs as plan_verbs  # noqa: F401
