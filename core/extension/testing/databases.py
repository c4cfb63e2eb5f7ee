"""The databases of a test run: a template made once by the real migrations, and its copies."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from tenants import migrating
from tenants.embedded import EmbeddedServer
from tenants.plugin_ddl import PluginMigrations
from tenants.plugin_migrating import upgrade_plugin
from tenants.roles import LOGIN_ROLES, MIGRATOR, plugin_role_statements, role_statements

TEMPLATE = "template_of_tests"
_COPYING = 7_002
_TELLING = 7_003


class TestDatabases:
    """Makes databases on the server of the run; all workers share its template."""

    __test__ = False

    def __init__(self, server: EmbeddedServer) -> None:
        self.server = server

    def copy(self, name: str = "") -> str:
        """Make a database as the migrations leave it and return its name."""
        name = name or f"throw_away_{uuid4().hex}"
        with self._alone():
            self._ensure_template()
            self._copy(name, TEMPLATE)
        return name

    def copy_of(self, template: str, tell: Callable[[str], None]) -> str:
        """Make a copy of a database that `tell` fills once in a run, and return its name."""
        # A lock of its own: who only wants a copy need not wait until a long story is told.
        with self._alone(_TELLING):
            if not self._is_there(template):
                building = f"{template}_unfinished"
                self.drop(building)
                tell(self.copy(building))
                self._rename(building, template)
        name = f"throw_away_{uuid4().hex}"
        with self._alone():
            self._copy(name, template)
        return name

    def empty(self) -> str:
        """Make a database with the roles but without any migration, and return its name."""
        name = f"throw_away_{uuid4().hex}"
        with self._alone():
            self.server.create_database(name)
            self._say_roles(name)
        return name

    def plug(self, name: str, plugins: Iterable[PluginMigrations]) -> None:
        """Give a database the tables of plugins."""
        plugins = list(plugins)
        with self._alone(), self.server.connect(name) as connection:
            for plugin in plugins:
                for statement in plugin_role_statements(plugin.key):
                    connection.execute(statement)
        for plugin in plugins:
            upgrade_plugin(self.server.url(MIGRATOR, name), plugin.key, plugin.scripts)

    def drop(self, name: str) -> None:
        """Drop a database with the connections left to it."""
        self.server.drop_database(name)

    def _ensure_template(self) -> None:
        if self._is_there(TEMPLATE):
            return
        building = f"{TEMPLATE}_unfinished"
        self.server.drop_database(building)
        self.server.create_database(building)
        self._say_roles(building)
        migrating.upgrade(self.server.url(MIGRATOR, building))
        self._rename(building, TEMPLATE)

    def _is_there(self, name: str) -> bool:
        with self.server.connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            return found.fetchone() is not None

    def _copy(self, name: str, template: str) -> None:
        self.server.create_database(name, template)
        self._say_roles(name)

    def _rename(self, name: str, new: str) -> None:
        with self.server.connect() as connection:
            connection.execute(f"ALTER DATABASE {name} RENAME TO {new}")

    def _say_roles(self, name: str) -> None:
        """Rights on a database are not copied with it, so they are said for each copy."""
        passwords = {role: self.server.password_of(role) for role in LOGIN_ROLES}
        with self.server.connect(name) as connection:
            for statement in role_statements(name, passwords):
                connection.execute(statement)

    @contextmanager
    def _alone(self, lock: int = _COPYING) -> Iterator[None]:
        """One worker at a time: roles belong to the whole server."""
        with self.server.connect() as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", (lock,))
            yield
