"""Conditions on papers that lists and figures share."""

from django.db.models import Q

from xuncha.cycle.workpapers.enums import IN_CHAIN, PaperState

IN_HAND = Q(state__in=sorted(IN_CHAIN))
"""Signed by the author, waiting for another signature."""
DONE = Q(state=PaperState.SIGNED)
UNWEIGHED = Q(state=PaperState.SIGNED, destination="")
"""Signed by all three, no meeting has decided yet."""
COUNTED = Q(state__in=[PaperState.DRAFT, *sorted(IN_CHAIN), PaperState.SIGNED])
