"""A small file system of our own, which can be full."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 400


class SmallDisk:
    """A mounted file system in a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    @contextmanager
    def full(self) -> Iterator[None]:
        """Not a byte left, for as long as it takes."""
        self.fill()
        try:
            yield
        finally:
            self._ballast.unlink(missing_ok=True)

    def fill(self) -> None:
        """Take what is left."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (1024 * 1024, 4096):
                try:
                    while True:
                        ballast.write(bytes(size))
                except OSError:
                    continue


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk | None]:
    """Mount one on a folder: ext4 in a file, else memory; None where that is not allowed."""
    if os.geteuid() != 0 or not (_mount_ext4(folder) or _mount_memory(folder)):
        yield None
        return
    folder.chmod(0o711)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


def _mount_ext4(folder: Path) -> bool:
    if not shutil.which("mkfs.ext4"):
        return False
    image = folder.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(MEGABYTES * 1024 * 1024)
    made = _done("mkfs.ext4", "-q", "-m", "0", str(image))
    return made and _done("mount", "-o", "loop", str(image), str(folder))


def _mount_memory(folder: Path) -> bool:
    return _done("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder))


def _done(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
