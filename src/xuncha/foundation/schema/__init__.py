"""The tables: a new site's in one go, an old one's by its migrations."""
