"""Long work beside the pages: shows progress, can be left, survives a restart."""
