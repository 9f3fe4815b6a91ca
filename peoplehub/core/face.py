"""What every template may use: pictures, icons, static files, times in words, who can read."""
from flask import Flask

from peoplehub.core import quilt, words
from peoplehub.core.assets import static_url
from peoplehub.core.audiences import WHO
from peoplehub.core.icons import icon
from peoplehub.core.text import excerpt, isolated, preview


def init_app(app: Flask) -> None:
    everywhere = app.jinja_env.globals
    everywhere.update(
        avatar=quilt.avatar,
        cover=quilt.cover,
        hero=quilt.hero,
        patch=quilt.patch,
        recipe_for=quilt.recipe_for,
        strip=quilt.strip,
        tile=quilt.tile,
        icon=icon,
        static=static_url,
        site_name=app.config["SITE_NAME"],
        WHO=WHO,
    )
    spoken = {"when": words.when, "day": words.day, "count": words.count, "size": words.size,
              "time_of_day": words.time_of_day, "short_day": words.short_day}
    everywhere.update(spoken)
    # `count` is Jinja's own word for length; it stays a filter there.
    app.jinja_env.filters.update({name: say for name, say in spoken.items() if name != "count"})
    app.jinja_env.filters["excerpt"] = excerpt
    app.jinja_env.filters["preview"] = preview
    app.jinja_env.filters["isolated"] = isolated
