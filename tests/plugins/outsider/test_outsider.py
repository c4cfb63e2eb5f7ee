"""A plugin of somebody else: built, installed beside the product, used, and taken away again."""

from pathlib import Path

from tenants.roles import plugin_role_statements
from tests.databases import TestDatabases
from tests.scratch import ScratchEnvironment, wheel_of

HERE = Path(__file__).parent


def test_it_comes_is_used_and_goes(
    scratch: ScratchEnvironment, databases: TestDatabases, throw_away: str,
    variables: dict[str, str], tmp_path: Path,
) -> None:  # fmt: skip
    acts = tmp_path / "acts.py"
    acts.write_text((HERE / "acts.py").read_text())
    scratch.install(wheel_of(HERE / "package", tmp_path / "wheel"))
    with databases.server.connect(throw_away) as connection:
        for statement in plugin_role_statements("kerk"):
            connection.execute(statement)
    told = scratch.run("buurtgezinnen", "db", "upgrade", variables=variables)
    assert "newest" in told
    scratch.run("python", str(acts), "use", variables=variables)
    scratch.run("pip", "uninstall", "buurtgezinnen-kerk")
    scratch.run("python", str(acts), "without", variables=variables)
