"""When are two texts the same? When nothing but blanks and width tells them apart."""

import hashlib
import unicodedata


def content_key(*texts: str) -> str:
    """A stable key of one or more texts: full width, blanks and letter case do not count."""
    joined = "\x1f".join("".join(unicodedata.normalize("NFKC", one).split()) for one in texts)
    return hashlib.sha256(joined.casefold().encode()).hexdigest()
