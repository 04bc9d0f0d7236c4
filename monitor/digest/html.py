"""A digest as one HTML page: inline styles, nothing remote, every text from outside escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from monitor.digest.page import page
from monitor.model import Digest

if TYPE_CHECKING:
    from jinja2 import Template


def render(digest: Digest) -> str:
    """Return the page; it reads the same as the plain text, top to bottom."""
    return _template().render(page=page(digest))


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("monitor", "digest"),
        autoescape=True,  # whatever the file's ending
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return environment.get_template("digest.html.jinja")
