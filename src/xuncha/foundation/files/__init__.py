"""Uploaded files: taken in with suspicion, kept encrypted, given out verified."""
