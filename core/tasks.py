"""Every kind of job of core, imported once so that the worker knows them all."""

from core.figures import publish
from core.mail import sending

MODULES = (publish, sending)
