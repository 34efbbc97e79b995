"""Pages of rounds and inspections."""
