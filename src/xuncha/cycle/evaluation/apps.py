from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "xuncha.cycle.evaluation"
    label = "evaluation"
    verbose_name = "整改评估"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.evaluation import deadlines, jobs, lacking, policies, verbs  # noqa: F401
