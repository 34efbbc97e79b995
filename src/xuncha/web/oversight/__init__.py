"""Pages of oversight: draws, checks on the spot."""
