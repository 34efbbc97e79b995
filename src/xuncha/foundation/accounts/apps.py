from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "xuncha.foundation.accounts"
    label = "accounts"
    verbose_name = "账号"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.accounts import devices, policies, verbs  # noqa: F401
