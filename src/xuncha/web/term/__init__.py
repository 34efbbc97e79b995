"""The term at a glance."""
