"""Jinja globals and filters: artwork, icons, static files, dates and numbers in words."""
from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment

from peoplehub import artwork
from peoplehub.core import formatting
from peoplehub.core.assets import scripts_url, static_url
from peoplehub.core.audiences import WHO, is_of_board, who_reads
from peoplehub.core.icons import icon
from peoplehub.core.text import excerpt, isolated, preview


class TemplateEnvironment(Environment):
    """Templates share one dictionary of globals. Jinja makes a chain of two for each, and goes
    through it in Python, name by name, whenever a template is rendered, included or imported."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """`d`: globals of one template alone."""
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask) -> None:
    everywhere = app.jinja_env.globals
    everywhere.update(
        avatar=artwork.avatar,
        cover=artwork.cover,
        hero=artwork.hero,
        patch=artwork.patch,
        recipe_for=artwork.recipe_for,
        strip=artwork.strip,
        tile=artwork.tile,
        icon=icon,
        static=static_url,
        scripts_url=scripts_url,
        site_name=app.config["SITE_NAME"],
        WHO=WHO, is_of_board=is_of_board, who_reads=who_reads,
    )
    spoken = {
        "when": formatting.when,
        "day": formatting.day,
        "count": formatting.count,
        "size": formatting.size,
        "time_of_day": formatting.time_of_day,
        "clock_time": formatting.clock_time,
        "coming": formatting.coming,
        "calendar_day": formatting.calendar_day,
        "short_day": formatting.short_day,
    }
    everywhere.update(spoken)
    # `count` is Jinja's own word for length; it stays a filter there.
    app.jinja_env.filters.update({name: say for name, say in spoken.items() if name != "count"})
    app.jinja_env.filters["excerpt"] = excerpt
    app.jinja_env.filters["preview"] = preview
    app.jinja_env.filters["isolated"] = isolated
