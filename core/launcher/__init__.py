"""Starts everything on one machine and keeps it running: database, job worker, web server."""

from core.launcher.errors import LaunchError
from core.launcher.request import LaunchRequest
from core.launcher.serve import serve
from core.launcher.service import ProcessService, Service
from core.launcher.steps import Steps
from core.launcher.supervisor import run

__all__ = ["LaunchError", "LaunchRequest", "ProcessService", "Service", "Steps", "run", "serve"]
