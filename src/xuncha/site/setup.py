"""Setting up a site: its folder, keys, tables, static files and first administrators."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from xuncha import __version__
from xuncha.kernel.errors import Invalid
from xuncha.site import env

_KEYS = {"audit.key": 32, "files.key": 32}
_FOLDERS = ("keys", "files", "tmp", "static")


def start_framework() -> None:
    """Load the framework for the site of this process; once is enough."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncha.site.settings")
    import django

    django.setup()


def site_exists() -> bool:
    """Whether ``init`` has finished here."""
    return (env.home() / "site.version").is_file()


def require_site() -> None:
    """Go on only in a site; one sentence otherwise."""
    if not site_exists():
        raise Invalid(f"{env.home().name} 里还没有站点，请先运行 xuncha init。")
    start_framework()


def create_site() -> None:
    """Make the folder, the keys, the tables; bring an older site up to date. Safe to repeat: keys
    that exist are never replaced."""
    prepare_home()
    update_site()


def prepare_home() -> None:
    """The folder and the keys, and the framework for them; no table yet."""
    home = env.home()
    for name in _FOLDERS:
        (home / name).mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    for name, size in _KEYS.items():
        _write_key(home / "keys" / name, secrets.token_bytes(size))
    _write_key(home / "keys" / "django.key", secrets.token_urlsafe(50).encode())
    start_framework()


def update_site() -> None:
    """Tables and static files of this version, and what every site has from the start."""
    from django.core.management import call_command

    update_tables()
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)

    (env.home() / "site.version").write_text(_fingerprint(), "ascii")


def update_tables() -> None:
    """The tables of this version, and what every site has in them from the start."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from xuncha.cycle.petitions.services.keeping_keys import tidy_keys
    from xuncha.cycle.taxonomy.services import load_default_taxonomy
    from xuncha.kernel.actor import SYSTEM

    load_default_taxonomy(SYSTEM)
    tidy_keys(SYSTEM)


def is_current() -> bool:
    """Whether this very program has set the site up: same version, tables and static files."""
    return (env.home() / "site.version").read_text("ascii") == _fingerprint()


def _fingerprint() -> str:
    """What stands for this program's tables and static files."""
    root = Path(__file__).parents[1]
    parts = [__version__]
    for pattern in ("**/migrations/0*.py", "web/static/**/*"):
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                parts.append(f"{path.relative_to(root)} {path.stat().st_size}")
    text = "\n".join(parts)
    return f"{__version__} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def first_administrators() -> list[tuple[str, str, str]]:
    """The three administrators of a new site, with passwords shown this once. Nothing on a site
    that has users."""
    from xuncha.foundation.accounts.models import User
    from xuncha.foundation.accounts.roles import AUDITOR, SECURITY, SYSADMIN
    from xuncha.foundation.accounts.services import bootstrap_user
    from xuncha.kernel.actor import SYSTEM

    if User.objects.exists():
        return []
    made = []
    for username, name, role in (
        ("xitong", "系统管理员", SYSADMIN),
        ("baomi", "安全保密员", SECURITY),
        ("shenji", "安全审计员", AUDITOR),
    ):
        password = secrets.token_urlsafe(9)
        bootstrap_user(
            SYSTEM, username=username, name=name, post=name, password=password, roles=[role]
        )
        made.append((username, name, password))
    return made


def _write_key(path: Path, content: bytes) -> None:
    """Write a key unless there is one, readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
