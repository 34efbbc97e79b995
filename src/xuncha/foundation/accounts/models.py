"""Users and the roles they hold for a time."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class UserManager(BaseUserManager["User"]):
    """Finds users by sign-in name; making them is the work of a service."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """One person who signs in. Made by the system administrator's service, never deleted:
    ``is_active`` ends it. The three administrators are users like others, by role only."""

    username = models.CharField("用户名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    requires_totp = models.BooleanField("须动态口令", default=False)
    created_at = models.DateTimeField("建立时间")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "用户"

    def __str__(self) -> str:
        return self.name

    # Django's own admin and permission machinery is not used; these two keep third parties content.
    is_staff = False
    is_superuser = False


class RoleGrant(models.Model):
    """A role that a user holds from a day on until another (open: until it is taken back).
    Asked for by the system administrator, in force once the security officer has approved it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants", verbose_name="用户")
    role = models.CharField("岗位", max_length=40)
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, verbose_name="申请人"
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="批准人"
    )
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)

    class Meta:
        verbose_name = "岗位授予"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="role_grant_dates",
                violation_error_message="岗位的止日不能早于起日。",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(asked_by__isnull=True)
                | ~Q(approved_by=F("asked_by")),
                name="role_grant_two_people",
                violation_error_message="岗位授予的申请人和批准人不能是同一个人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
