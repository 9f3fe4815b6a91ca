"""Pages that are rendered once for each look they can have, frame and all, and filled in for each
viewer: for what is asked for most, Jinja is not asked at all.

The template of such a page decides by its look alone, and has a place for all else. Whatever is of
one viewer (header, token, notices) is a place too, so what is kept holds nothing of anybody.
"""
from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Protocol

from flask import current_app, g, render_template, session
from markupsafe import Markup, escape

from peoplehub.core.assets import scripts_url
from peoplehub.core.form_tokens import form_token
from peoplehub.core.fragments import Fragment, place
from peoplehub.core.paging import Page

MOST_KEPT = 128  # pages, of about 20 KB


class PageParts(Protocol):
    """What the frame of a page shows of its viewer (`pages.page_context`)."""

    @property
    def display(self) -> dict[str, str]: ...

    @property
    def person_key(self) -> str: ...

    @property
    def header_html(self) -> Markup: ...

    @property
    def has_notices(self) -> bool: ...

    def footer_html(self, ask_about: str) -> Markup: ...

    @property
    def unread_notifications(self) -> int: ...


def page_parts() -> PageParts:
    """Of the page of this request."""
    return current_app.extensions["page parts"]()


def framed(template: str, subject: str, look: tuple, *, contains: str = "", ask_about: str = "",
           has_errors: bool = False, **values: str) -> str:
    """The page of that template. `look` (a NamedTuple), which it knows as `subject`, is all that it
    decides by; `values` are safe HTML for its places. `contains`: signs of what stands in them, by
    which the scripts of the page are chosen; `ask_about`: as for the footer."""
    parts = page_parts()
    is_member = parts.person_key != ""
    kept = _kept(template, subject, look, contains, has_errors, is_member,
                 tuple(parts.display.items()), current_app.config["SITE_NAME"], tuple(values))
    return kept.fill(
        header=parts.header_html, footer=parts.footer_html(ask_about),
        notices=render_template("layout/_notices.html") if _has_notices(parts) else "",
        person_key=parts.person_key, token=form_token() if is_member else "", **values,
    )


def pagination(page: Page, address: str, label: str) -> str:
    """The links to the pages of a list, safe HTML; nothing where there is one page. `address` of
    the first, without a query string."""
    return _links(page.number, page.pages, label).fill(address=escape(address))


@lru_cache(maxsize=512)
def _links(number: int, pages: int, label: str) -> Fragment:
    parts: Any = current_app.jinja_env.get_template("layout/macros/parts.html").module
    return Fragment(parts.pagination(Page(number, 1, pages), place("address"), label))


def _has_notices(parts: PageParts) -> bool:
    return parts.has_notices or "second_step_due" in g or "_flashes" in session


@lru_cache(maxsize=MOST_KEPT)
def _kept(template: str, subject: str, look: tuple, contains: str, has_errors: bool,
          is_member: bool, display: tuple[tuple[str, str], ...], site_name: str,
          names: tuple[str, ...]) -> Fragment:
    """`site_name` stands in the template as a global."""
    html = current_app.jinja_env.get_template(template).render(
        {subject: look, **{name: place(name) for name in (*names, "notices")}},
        page_context=SimpleNamespace(
            display=dict(display), person_key=place("person_key") if is_member else "",
            header_html=place("header"), footer_html=lambda _ask_about: place("footer")),
        csrf_token=lambda: place("token"),
        form=SimpleNamespace(errors=has_errors),
        scripts_url=_scripts_of(contains),
    )
    # Macros have the token of whoever asked first.
    return Fragment(html.replace(form_token(), place("token")) if is_member else html)


def _scripts_of(contains: str) -> Callable[..., str]:
    return lambda html, is_member, own="": scripts_url(str(html) + contains, is_member, own)
