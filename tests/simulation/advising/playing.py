"""Plays a month in the application that is there, or in a database of its own."""
import tempfile
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import config
from peoplehub import create_app
from peoplehub.core.extensions import db
from tests.simulation.advising.figures import Figures, figures_of
from tests.simulation.advising.fortnight import Fortnight, lines_of
from tests.simulation.advising.month import Month
from tests.simulation.advising.setting import OFF, Setting


def played(setting: Setting) -> Figures:
    with ExitStack() as off:
        for rule in setting.without & OFF.keys():
            for name, instead in OFF[rule].items():
                off.enter_context(patch(name, instead))
        return figures_of(Month(setting).run())


def simulated(setting: Setting) -> Figures:
    """The figures of one month, in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        place = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/month.db",
                 "INSTANCE": Path(folder), "FILES_URL": f"{folder}/files"}
        with create_app(type("Month", (config.Testing,), place)).app_context():
            db.create_all()
            return played(setting)


def fortnight(rules: dict) -> list[str]:
    """The figures of two weeks with two advisors away, the same way."""
    with tempfile.TemporaryDirectory() as folder:
        place = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/month.db",
                 "INSTANCE": Path(folder), "FILES_URL": f"{folder}/files"}
        with create_app(type("Fortnight", (config.Testing,), place)).app_context():
            db.create_all()
            return lines_of(Fortnight(**rules).run())
