from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "xuncha.foundation.jobs"
    label = "jobs"
    verbose_name = "后台任务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.jobs import auditing, policies, verbs  # noqa: F401
