"""Where the site lives and which database it uses, from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from xuncha.kernel.errors import Invalid


def home() -> Path:
    """The site's one folder: database, files, keys (``XUNCHA_HOME``, default ``./var``)."""
    return Path(os.environ.get("XUNCHA_HOME", "var")).absolute()


def secret_key(folder: Path) -> str:
    """Django's secret from the site's keys; before ``init`` a process-only one."""
    path = folder / "keys" / "django.key"
    return path.read_text("ascii").strip() if path.is_file() else os.urandom(40).hex()


def database(folder: Path) -> dict[str, Any]:
    """SQLite in the site's folder, or PostgreSQL by ``DATABASE_URL``."""
    url = os.environ.get("DATABASE_URL", "")
    return _postgresql(url) if url else _sqlite(folder)


def _sqlite(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "xuncha.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise Invalid("DATABASE_URL 只能以 postgresql:// 开头。")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
