"""Findings: what an inspection found, filed under the taxonomy."""
