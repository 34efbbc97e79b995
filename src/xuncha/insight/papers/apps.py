from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "xuncha.insight.papers"
    label = "papers"
    verbose_name = "文书"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.jobs.daily import add_chore
        from xuncha.insight.papers import jobs, policies, verbs  # noqa: F401
        from xuncha.insight.papers.dossier import services  # noqa: F401
        from xuncha.insight.papers.dossier.dropping import drop_packages
        from xuncha.insight.papers.known import MODULES  # noqa: F401
        from xuncha.insight.papers.services import drop_copies

        add_chore(drop_copies)
        add_chore(drop_packages)
