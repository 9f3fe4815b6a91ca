"""On PYTHONPATH, this hides the packages that `make run` does not install: some libraries import
what only the tests need (rich, aiohttp, requests) wherever they find it, and 17 MB come with it."""
import re
import sys
from importlib.abc import MetaPathFinder
from importlib.metadata import packages_distributions
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.lock.txt"


def _named(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


INSTALLED = {_named(name) for name in re.findall(r"^([\w.-]+)==", LOCK.read_text(), re.M)}
HIDDEN = {package for package, owners in packages_distributions().items()
          if not INSTALLED.intersection(map(_named, owners))}


class Hides(MetaPathFinder):
    """Refuses what is not installed on somebody's own machine."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


sys.meta_path.insert(0, Hides())
