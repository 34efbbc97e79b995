"""Who is inspected and who takes part: a dated tree of organisations, and people's seats."""
