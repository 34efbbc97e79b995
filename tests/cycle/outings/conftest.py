from tests.outing import outing

__all__ = ["outing"]
