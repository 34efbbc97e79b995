"""A figure is a query: one definition, opens its rows, respects the reader's scope."""
