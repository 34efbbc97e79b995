"""底稿: working papers with three signatures, fact confirmation, meetings that weigh them."""
