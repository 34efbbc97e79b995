"""Asking whether a rectification is real: rules over ledgers, each answer a question to a person."""
