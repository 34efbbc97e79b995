"""One module a rule: its code, its settings, its function."""
