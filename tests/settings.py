"""Settings for tests: the real ones, in a throw-away home, with a quick password hasher."""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="xuncha-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in ("keys", "files", "tmp", "static"):
    (_home / _name).mkdir()
for _key in ("audit.key", "files.key"):
    (_home / "keys" / _key).write_bytes(secrets.token_bytes(32))
(_home / "keys" / "django.key").write_text(secrets.token_urlsafe(50), "ascii")
os.environ["XUNCHA_HOME"] = str(_home)

from xuncha.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
