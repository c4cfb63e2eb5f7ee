"""A running gallery."""

from collections.abc import Iterator

import pytest

from tests.serving import serving
from tests.web.gallery import create_gallery


@pytest.fixture(scope="session")
def gallery_url() -> Iterator[str]:
    """Serve the gallery on a free port."""
    with serving(create_gallery()) as port:
        yield f"http://127.0.0.1:{port}"
