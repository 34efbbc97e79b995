"""What the disk's refusals mean."""

from __future__ import annotations

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_full(problem: OSError) -> bool:
    """Whether no more fits: the disk, the quota or the longest file is reached."""
    return problem.errno in _FULL
