"""Pages of 底稿: papers with three signatures, fact confirmation, meetings that weigh them."""
