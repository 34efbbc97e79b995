"""Report, hearings and feedback on pages."""
