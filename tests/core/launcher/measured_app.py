"""The smallest application that measures: it tells its process, and what all of them measured."""

import os

from flask import Flask
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from core import logs, metrics

app = Flask(__name__)
logs.register(app)
metrics.register(app)


@app.get("/")
def process() -> str:
    return str(os.getpid())


@app.get("/measured")
def measured() -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
