"""Settings of a site. What differs between sites comes from the environment and the home folder."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from xuncha.kernel import clock
from xuncha.site import env

XUNCHA_HOME: Path = env.home()
SECRET_KEY = env.secret_key(XUNCHA_HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("XUNCHA_HOSTS", "*").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "xuncha.foundation.schema",
    "xuncha.foundation.calendar",
    "xuncha.foundation.audit",
    "xuncha.foundation.accounts",
    "xuncha.foundation.files",
    "xuncha.foundation.notices",
    "xuncha.foundation.holders",
    "xuncha.foundation.jobs",
    "xuncha.foundation.exchange",
    "xuncha.foundation.backups",
    "xuncha.foundation.kits",
    "xuncha.cycle.directory",
    "xuncha.cycle.taxonomy",
    "xuncha.cycle.planning",
    "xuncha.cycle.checkpoints",
    "xuncha.cycle.pool",
    "xuncha.cycle.teams",
    "xuncha.cycle.fieldwork",
    "xuncha.cycle.inquiry",
    "xuncha.cycle.petitions",
    "xuncha.cycle.workpapers",
    "xuncha.cycle.findings",
    "xuncha.cycle.intake",
    "xuncha.cycle.feedback",
    "xuncha.cycle.rectification",
    "xuncha.cycle.oversight",
    "xuncha.cycle.schemes",
    "xuncha.cycle.evaluation",
    "xuncha.cycle.questions",
    "xuncha.cycle.clues",
    "xuncha.cycle.results",
    "xuncha.cycle.deeds",
    "xuncha.cycle.outings",
    "xuncha.insight.figures",
    "xuncha.insight.search",
    "xuncha.insight.papers",
    "xuncha.web",
    "xuncha.web.ui",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "xuncha.web.middleware.RequestIdMiddleware",
    "xuncha.web.middleware.ErrorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xuncha.web.middleware.SessionMiddleware",
    "xuncha.web.middleware.ActorMiddleware",
    "xuncha.web.outside.FieldSiteMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "xuncha.site.urls"
WSGI_APPLICATION = "xuncha.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "xuncha.web.context.frame",
            ],
        },
    }
]

DATABASES = {"default": env.database(XUNCHA_HOME)}

# People ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
     "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "workbench"
XUNCHA_PASSWORD_DAYS = 90
XUNCHA_SESSION_IDLE_MINUTES = 30
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "xuncha.web.errors.csrf_failure"
_HTTPS = os.environ.get("XUNCHA_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
CSRF_TRUSTED_ORIGINS = [one for one in os.environ.get("XUNCHA_ORIGINS", "").split(",") if one]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
# By name, wherever the tries come from: an office network hides many people behind one address.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "xuncha.web.accounts.lockout.locked_out"
OTP_TOTP_ISSUER = "巡察工作平台"

# Pages -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = XUNCHA_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Files and jobs --------------------------------------------------------------------------------
XUNCHA_MAX_UPLOAD_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = str(XUNCHA_HOME / "tmp") if (XUNCHA_HOME / "tmp").is_dir() else None

# A demonstration site lives on its own day -------------------------------------------------------
_demo = XUNCHA_HOME / "demo.json"
XUNCHA_DEMO = json.loads(_demo.read_text("utf-8")) if _demo.is_file() else None
if XUNCHA_DEMO:
    clock.set_offset(dt.timedelta(seconds=XUNCHA_DEMO["offset_seconds"]))

# Logs hold no business words: addresses, request numbers and families of errors only.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "xuncha.kernel.logs.PlacesOnly",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
}
