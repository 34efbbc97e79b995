"""Local rules by version: rows with a number and the day from which they hold, only ever added."""
