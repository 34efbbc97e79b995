"""Pages of rectification schemes: the unit's desk, the reviewers', the office's."""
