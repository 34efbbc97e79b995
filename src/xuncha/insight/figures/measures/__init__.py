"""The figures with parameters, a subject a module."""
