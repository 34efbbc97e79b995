"""Long work as its owner sees it: how far it is, and a way to call it off."""
