"""How the workers of a run share its tests."""

from xdist.scheduler.load import LoadScheduling
from xdist.workermanage import WorkerController

BROWSER = "[chromium"
"""In the name of each test that drives a browser: pytest-playwright says which."""


class BrowsersOneByOne(LoadScheduling):  # type: ignore[misc]
    """Tests go to the workers by the dozen, and those with a browser, which are long, singly."""

    def check_schedule(self, node: WorkerController, duration: float = 0) -> None:
        """See whether a worker needs more tests."""
        if self.pending and self.collection:
            furthest = self.pending[len(self.pending) // (2 * len(self.nodes))]
            if BROWSER in self.collection[furthest]:
                self.maxschedchunk = 1
        super().check_schedule(node, duration)
