"""Report, hearings and feedback: what was found is told, heard, decided and handed over."""
