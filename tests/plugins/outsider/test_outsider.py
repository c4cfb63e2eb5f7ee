"""A plugin of somebody else: built, installed beside the product, used, and taken away again."""

from pathlib import Path

from tests.scratch import ScratchEnvironment, wheel_of

HERE = Path(__file__).parent


def test_it_comes_is_used_and_goes(
    scratch: ScratchEnvironment, variables: dict[str, str], tmp_path: Path
) -> None:
    acts = tmp_path / "acts.py"
    acts.write_text((HERE / "acts.py").read_text())
    scratch.install(wheel_of(HERE / "package", tmp_path / "wheel"))
    told = scratch.run("buurtgezinnen", "db", "upgrade", variables=variables)
    assert "newest" in told
    scratch.run("python", str(acts), "use", variables=variables)
    scratch.run("pip", "uninstall", "buurtgezinnen-kerk")
    scratch.run("python", str(acts), "without", variables=variables)
