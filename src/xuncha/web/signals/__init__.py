"""疑点: the desk at which an office goes through a round's signals like mail."""
