"""What is written about figures: the published cells, the only way in which they leave a tenant."""

from core.figures.publish import publish_figures

__all__ = ["publish_figures"]
