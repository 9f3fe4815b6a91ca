"""Writes pages of docs/: `python -m docs_generator [data-model] [validation] [components]`, all of
them when none is named."""
import sys
from collections.abc import Callable
from pathlib import Path

import config
from docs_generator import pages, sbom
from peoplehub import create_app

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "data-model": ("data-model.md", pages.data_model),
    "validation": ("validation.md", pages.validation),
    "components": ("components.json", sbom.bill_of_materials),
}


def main(names: list[str]) -> None:
    """Write these pages. Raises SystemExit for a name that is none."""
    if unknown := set(names) - PAGES.keys():
        raise SystemExit(f"no page is called {', '.join(sorted(unknown))}: {', '.join(PAGES)}")
    with create_app(config.chosen()).app_context():
        for name in names or PAGES:
            file, written = PAGES[name]
            (DOCS / file).write_text(written())


main(sys.argv[1:])
