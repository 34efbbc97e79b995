"""巡中工作: entry, briefings, documents, immediate fixes, supervision of the team."""
