from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "xuncha.cycle.feedback"
    label = "feedback"
    verbose_name = "报告反馈"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.feedback import checks, deadlines, policies, verbs  # noqa: F401
