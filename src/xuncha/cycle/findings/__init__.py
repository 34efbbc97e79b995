"""Findings: what an inspection found, under a versioned taxonomy."""
