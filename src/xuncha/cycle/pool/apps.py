from django.apps import AppConfig


class PoolConfig(AppConfig):
    name = "xuncha.cycle.pool"
    label = "pool"
    verbose_name = "人才库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.pool import policies, verbs  # noqa: F401
