"""When are two texts the same? When nothing but blanks and width tells them apart; or, where an
approval hangs on them, when nothing does."""

import hashlib
import unicodedata


def content_key(*texts: str) -> str:
    """A stable key of one or more texts: full width, blanks and letter case do not count."""
    joined = "\x1f".join("".join(unicodedata.normalize("NFKC", one).split()) for one in texts)
    return hashlib.sha256(joined.casefold().encode()).hexdigest()


def exact_key(*texts: str) -> str:
    """A key that changes with any character of the texts."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()
