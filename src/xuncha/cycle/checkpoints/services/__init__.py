"""What people do with decisions, versions, lists and answers."""
