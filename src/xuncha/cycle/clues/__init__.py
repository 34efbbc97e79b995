"""线索: the sealed store. Nothing outside may point at it."""
