"""Keys of the site, and short secrets sealed into text columns."""
