"""Every kind of job of core, imported once so that the worker knows them all."""

from core.mail import sending

MODULES = (sending,)
