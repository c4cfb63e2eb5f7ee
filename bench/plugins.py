"""What plugins cost: a round along five of thirty, and a page where none is on."""

from contextlib import ExitStack
from typing import Any

from flask import Flask

from bench.ground import Ground
from bench.report import Report
from bench.timing import Taken, Times, interleaved, timed
from bench.visits import coordinator
from core.app import create_app
from core.extension import Kind, MenuEntry, Plugin, PluginPages, Shown, hookimpl
from core.extension.host import Host
from core.plugins.running import actives, run
from core.plugins.services import switch_off, switch_on
from core.settings import Settings
from core.work import Office, Work

INSTALLED, ON = 30, 5
AT_A_TIME = 200
"""Rounds of five calls that are timed together: one alone is shorter than the clock can tell."""


def measure(ground: Ground, report: Report, rounds: int) -> None:
    """Print the table and the ratio of each."""
    host = _host(INSTALLED)
    with ExitStack() as stack:
        plain = stack.enter_context(_app(ground, Host()))
        full = stack.enter_context(_app(ground, host))
        _page(plain.app, full.app, ground, report, rounds)
        _dispatch(full.app.extensions["office"], ground, report, rounds)


class _app:  # noqa: N801 - a context manager
    def __init__(self, ground: Ground, host: Host) -> None:
        self.app: Flask = create_app(Settings.from_env(ground.environment), plugins=host)

    def __enter__(self) -> "_app":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.app.extensions["office"].database.close()


def _page(plain: Flask, full: Flask, ground: Ground, report: Report, rounds: int) -> None:
    tenant = ground.tenant(0)
    without, beside = coordinator(plain, tenant), coordinator(full, tenant)
    times = interleaved(
        {
            "no plugins": lambda: without.page("/week"),
            f"{INSTALLED} installed, none on": lambda: beside.page("/week"),
        },
        rounds,
    )
    report.table("The week page, with plugins that are off", times)
    off, installed = times.values()
    report.goal("page with 30 installed / without, CPU p50", installed.cpu50 / off.cpu50, 1.05)


def _dispatch(office: Office, ground: Ground, report: Report, rounds: int) -> None:
    tenant = ground.tenant(0)
    keys = [loaded.key for loaded in office.plugins][:ON]
    with office.work(tenant) as work:
        for key in keys:
            switch_on(work, key)
    with office.work(tenant) as work:
        times = _told(work, rounds)
    with office.work(tenant) as work:
        for key in keys:
            switch_off(work, key)
    report.table(f"{AT_A_TIME} times {ON} of {INSTALLED} plugins", times)
    direct, by_host = times.values()
    extra = (by_host.cpu50 - direct.cpu50) / AT_A_TIME * 1000
    report.goal(f"microseconds of CPU more for {ON} calls", extra, 20)


def _told(work: Work, rounds: int) -> dict[str, Times]:
    def by_host() -> Taken:
        def tell() -> None:
            for _ in range(AT_A_TIME):
                for one in actives(work):
                    run(work, one, "bench", one.loaded.tells["referral_received"], None)

        return timed(tell)

    functions = [one.loaded.tells["referral_received"] for one in actives(work)]

    def direct() -> Taken:
        def tell() -> None:
            for _ in range(AT_A_TIME):
                for function in functions:
                    function(None, None)

        return timed(tell)

    return interleaved({"called directly": direct, "by the host": by_host}, rounds)


def _host(count: int) -> Host:
    host = Host()
    for number in range(count):
        host.add(f"plugin {number}", _Quiet(f"bench_{number:02d}"), ships=True)
    return host


class _Quiet:
    """A plugin with a page, a menu entry and something to hear."""

    def __init__(self, key: str) -> None:
        self._key = key

    @hookimpl
    def plugin(self) -> Plugin:
        return Plugin(self._key, self._key, "To measure.", Kind.OTHER, "1.0")

    @hookimpl
    def pages(self) -> PluginPages:
        pages = PluginPages()

        @pages.page("/")
        def start(_call: Any, _asked: Any) -> Shown:
            return Shown("start.html")

        return pages

    @hookimpl
    def menu_entries(self) -> list[MenuEntry]:
        return [MenuEntry(self._key, "start")]

    @hookimpl
    def referral_received(self, call: Any, referral: Any) -> None:
        """Nothing."""
