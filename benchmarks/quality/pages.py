"""Pages made of a template, an article, noise and an encoding; the same at every run."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from functools import cache
from html import unescape
from pathlib import Path
from random import Random

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.quality.encodings import Encoding, choose
from benchmarks.quality.markup import EITHER, WANTED, between, unmarked
from benchmarks.quality.prose import Writer
from benchmarks.quality.surroundings import Surroundings
from benchmarks.quality.texts import SHARED, Article, fitting, of_half

_TEMPLATES = Path(__file__).with_name("templates")
_ZONES = {"zh": 8, "zt": 8, "ja": 9, "ko": 9, "ru": 3, "el": 2, "de": 1, "fr": 1, "es": 1, "pl": 1}
FETCHED = "2026-02-01T09:00:00Z"
_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, autoescape=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    name: str
    """Template and number, such as `forum-qa#3`."""
    template: str
    half: str
    kind: str
    """Of page: article, notice, live, listing, forum, product, docs, service …"""
    language: str
    raw: bytes
    text: str
    """The page as it was before encoding, marks taken out."""
    url: str
    content_type: str
    encoding: Encoding
    title: str
    date: str | None
    """Day of publication that the page states, or None where it states none."""
    is_date_scored: bool
    """False where a reader may well take the only date that stands there: a last edit, an event."""
    wanted: Counter[str]
    """Words of the article."""
    either: Counter[str]
    """Words that may be kept or left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    name: str
    half: str
    kind: str
    languages: tuple[str, ...]
    articles: frozenset[str]
    """Kinds of article that fit."""
    is_dated: bool
    is_date_scored: bool
    is_old: bool
    pages: int
    url: str
    media: str = "text/html"


def words(text: str) -> Counter[str]:
    """Return the words of a text; in scripts without spaces each sign is one."""
    return Counter(
        word.lower()
        for run in re.findall(
            r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W_\u2e80-\u9fff\uf900-\ufaff]+", text
        )
        for word in (run,)
    )


def _plain(fragment: str) -> str:
    return unescape(_TAGS.sub("", fragment))


@cache
def templates() -> tuple[Template, ...]:
    """Return the templates by name; the first comment of each says what it is for."""
    found = []
    for path in sorted(_TEMPLATES.glob("*.html")):
        head = path.read_text("utf-8").split("#}", 1)[0].removeprefix("{#")
        row = tomllib.loads(head)
        found.append(
            Template(
                name=path.stem,
                half=row["half"],
                kind=row["kind"],
                languages=tuple(row["languages"].split()),
                articles=frozenset(row["articles"].split()),
                is_dated=row.get("dated", True),
                is_date_scored=row.get("scored", True),
                is_old=row.get("old", False),
                pages=row.get("pages", 6),
                url=row["url"],
                media=row.get("media", "text/html"),
            )
        )
    return tuple(found)


def pages(times: float = 1.0) -> list[Page]:
    """Return the pages of all templates; `times` multiplies how many of each."""
    return [
        _page(template, number)
        for template in templates()
        for number in range(max(1, round(template.pages * times)))
    ]


def _page(template: Template, number: int) -> Page:
    random = Random(f"{template.name}:{number}")
    pool = template.languages[number % len(template.languages)]
    is_written = template.half == "C"
    article = _kept(template, pool, random) if not is_written else None
    zone = timezone(timedelta(hours=_ZONES.get(pool, 0)))
    at = datetime(2014, 1, 1, 6, 12, 44, tzinfo=zone) + timedelta(
        days=random.randrange(4300), minutes=random.randrange(900)
    )
    writer = Writer(pool, random, at)
    if article is None:
        article = writer.article(random.choice(sorted(template.articles)), "")
    encoding = choose(pool, random, is_old=template.is_old)
    around = Surroundings(article, pool, at, random, encoding, writer if is_written else None)
    url = _ENVIRONMENT.from_string(template.url).render(around.names)
    around.names["url"] = url
    marked = _ENVIRONMENT.get_template(f"{template.name}.html").render(around.names).lstrip()
    text = unmarked(marked)
    return Page(
        name=f"{template.name}#{number}",
        template=template.name,
        half=template.half,
        kind=template.kind,
        language=SHARED.get(pool, pool),
        raw=_sent(template, text, encoding),
        text=text,
        url=url,
        content_type=_declared(template, encoding),
        encoding=encoding,
        title=unescape(around.title),
        date=f"{at:%Y-%m-%d}" if template.is_dated else None,
        is_date_scored=template.is_date_scored,
        wanted=words("\n".join(_plain(one) for one in between(marked, WANTED))),
        either=words("\n".join([article.title, *(_plain(one) for one in between(marked, EITHER))])),
    )


def _kept(template: Template, pool: str, random: Random) -> Article:
    """Return one of the articles of the template's half, long where the kind of page is."""
    article = random.choice(fitting(pool, template.half, template.articles))
    if template.kind in {"article", "live", "blog"}:
        others = [one for one in of_half(pool, template.half) if one is not article]
        article = article.longer(others, random)
    return article


def _sent(template: Template, text: str, encoding: Encoding) -> bytes:
    match template.media:
        case "text/html":
            return encoding.encode(text)
        case "message/rfc822":
            return _mail(text)
        case _:
            return text.encode()


def _declared(template: Template, encoding: Encoding) -> str:
    if template.media == "text/plain":
        return "text/plain; charset=utf-8"
    is_told = template.media == "text/html" and encoding.header
    return template.media + (f"; charset={encoding.header}" if is_told else "")


def _mail(text: str) -> bytes:
    """Return a letter: its head stands above the first empty line, the rest is its HTML."""
    head, html = text.split("\n\n", 1)
    letter = EmailMessage()
    for line in head.splitlines():
        name, value = line.split(": ", 1)
        letter[name] = unescape(value)
    letter.set_content("This letter needs a reader of HTML.")
    letter.add_alternative(html, subtype="html", cte="quoted-printable")
    letter.set_boundary("=_part")
    return letter.as_bytes()
