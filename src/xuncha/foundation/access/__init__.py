"""The only doors to records: what may be seen, what may be done."""

from xuncha.foundation.access.doors import (
    can,
    get_or_404,
    narrow,
    policies,
    policy_for,
    register,
    require,
    still_visible,
    visible,
)

__all__ = [
    "can",
    "get_or_404",
    "narrow",
    "policies",
    "policy_for",
    "register",
    "require",
    "still_visible",
    "visible",
]
