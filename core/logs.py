"""Logs: one JSON line an event, without personal data.

An exception is logged as its class and the lines of code it passed, never with its words:
those may quote what somebody typed.
"""

import logging
import logging.config
import os
import sys
import time
import traceback
from types import TracebackType
from typing import Any, cast
from uuid import UUID

import structlog
from flask import Flask, Response, g, request
from structlog.typing import EventDict, Processor, WrappedLogger

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
QUIET = frozenset(
    {"health.healthz", "health.readyz", "health.metrics", "look.asset", "theme.theme_css"}
)
request_log = structlog.get_logger("request")


def configure_logging() -> None:
    """Have this process log JSON lines to standard error, from LOG_LEVEL (INFO) up."""
    level = os.environ.get("LOG_LEVEL", "INFO")
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        bare_exception,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(_standard(shared, level))


def _standard(shared: list[Processor], level: str) -> dict[str, Any]:
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    }
    handler = {"class": "logging.StreamHandler", "formatter": "json", "stream": sys.stderr}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"all": handler},
        "root": {"handlers": ["all"], "level": level},
        # werkzeug's own request lines show whole addresses; a job's start and end say little.
        "loggers": {"werkzeug": {"level": "WARNING"}, "procrastinate": {"level": "WARNING"}},
    }


def bare_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its class and the places in the code."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    if isinstance(told, BaseException):
        told = (type(told), told, told.__traceback__)
    if isinstance(told, tuple) and told[0] is not None:
        kind, _words, trace = cast(ExcInfo, told)
        event["exception"] = f"{kind.__module__}.{kind.__qualname__}"
        event["at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    # The record of the standard library would have its words printed after all.
    if record := event.get("_record"):
        record.exc_info = record.exc_text = None
    return event


def register(app: Flask) -> None:
    """Log one line a request: what was asked by its pattern, never by its values."""
    app.before_request(_start)
    app.after_request(_log_request)


def _start() -> None:
    g.started_at = time.monotonic()


def _log_request(response: Response) -> Response:
    if request.endpoint in QUIET and response.status_code < 500:
        return response
    tenant = g.get("tenant")
    request_log.info(
        "request",
        method=request.method,
        endpoint=request.endpoint,
        path=request.url_rule.rule if request.url_rule else None,
        ids=[str(v) for v in (request.view_args or {}).values() if isinstance(v, UUID)],
        status=response.status_code,
        milliseconds=round((time.monotonic() - g.get("started_at", time.monotonic())) * 1000),
        tenant=tenant.slug if tenant else None,
    )
    return response
