"""Pages of the talent pool."""
