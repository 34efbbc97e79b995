"""Pages: the only floor that knows HTTP. One folder an area."""
