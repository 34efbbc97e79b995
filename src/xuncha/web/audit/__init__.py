"""The log, for the auditor alone."""
