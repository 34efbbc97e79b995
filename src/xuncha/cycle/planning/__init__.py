"""The term, its rounds, and each inspection: which organisation, which round, which kind."""
