"""What the command line raises for bad use."""


class UsageError(Exception):
    """Bad use of a command; the message is one Chinese sentence."""
