from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "xuncha.insight.search"
    label = "search"
    verbose_name = "检索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.jobs import companions
        from xuncha.insight.search import (  # noqa: F401
            known,
            known_field,
            known_files,
            known_mending,
            known_results,
            nearest,
            policies,
            reading,
            verbs,
        )
        from xuncha.insight.search.keeping_up import keep_up

        companions.add(keep_up)
