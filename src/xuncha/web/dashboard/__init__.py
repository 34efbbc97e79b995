"""驾驶舱: the figures of the registry, laid out for who reads."""
