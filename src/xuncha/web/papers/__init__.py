"""Papers: what may be printed of a record, what was printed, whose template it is filled from."""
