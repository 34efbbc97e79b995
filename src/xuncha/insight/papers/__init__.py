"""Official papers: what may be printed of a record, from Word templates in the standard layout."""
