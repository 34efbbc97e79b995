from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "xuncha.cycle.questions"
    label = "questions"
    verbose_name = "问询"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.petitions.clocks import settles
        from xuncha.cycle.questions import policies, rules, verbs  # noqa: F401
        from xuncha.cycle.questions.models import Question
        from xuncha.cycle.questions.services import settling  # noqa: F401

        settles(Question)
