"""Everything that may be done to a scheme."""
