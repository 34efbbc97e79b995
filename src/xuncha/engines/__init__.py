"""Pure engines: text and numbers in, dataclasses out; no framework and no database."""
