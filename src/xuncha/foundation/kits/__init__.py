"""A part of a site that travels: what of it, sealed how, and how it comes together again."""
