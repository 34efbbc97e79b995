from django.apps import AppConfig


class PoolConfig(AppConfig):
    name = "xuncha.cycle.pool"
    label = "pool"
    verbose_name = "人才库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.pool import exports, policies, verbs  # noqa: F401
        from xuncha.cycle.pool.importing import by_command  # noqa: F401
