"""A site's own signing key, made when it is first needed; and the key of a site to be made."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from xuncha.foundation.files import vault
from xuncha.foundation.seals import keys

_NAME = "kit.key"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Given:
    """What a machine is given along, and the half of it that the office keeps."""

    private: bytes
    public: str


def own() -> Ed25519PrivateKey:
    """The key with which this site signs what it hands out."""
    path = keys.folder() / _NAME
    if not path.is_file():
        keep(secrets.token_bytes(_BYTES))
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def own_public() -> str:
    """The public half, as packages name it."""
    return own().public_key().public_bytes_raw().hex()


def keep(private: bytes) -> None:
    """Put a signing key in place; in the field each package brings a fresh one. ``Unavailable``
    when the disk is full: nothing is left then."""
    path: Path = keys.folder() / _NAME
    draft = path.with_name(f"{_NAME}.{os.getpid()}")
    try:
        with vault.disk_errors():
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(private)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def new_machine() -> Given:
    """Keys for a machine that goes out."""
    private = secrets.token_bytes(_BYTES)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()
    return Given(private, public)
