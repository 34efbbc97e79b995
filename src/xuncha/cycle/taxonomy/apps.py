from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "xuncha.cycle.taxonomy"
    label = "taxonomy"
    verbose_name = "问题分类"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.taxonomy import policies, verbs  # noqa: F401
