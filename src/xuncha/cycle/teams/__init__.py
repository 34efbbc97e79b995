"""Teams: who inspects what, who may not, and from when to when."""
