"""Planning a term: problems of three sizes, the engine beside a greedy baseline and a peer."""
