from tests.meldcode.files import restricted

__all__ = ["restricted"]
