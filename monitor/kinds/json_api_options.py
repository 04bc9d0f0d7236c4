"""What a TOML author says of an interface that answers in JSON, and what can be wrong with it.

Where things stand in an answer is written in JMESPath (https://jmespath.org): `items` on the
whole answer, the fields on one item.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from monitor.kinds.json_api_paths import syntax_error
from monitor.kinds.json_api_template import SAMPLE, TEMPLATE_WORDS, filled, words_in
from monitor.model import Source

Paging = Literal["none", "page", "offset", "cursor", "next-url", "window"]

_DAY = "%Y-%m-%d"


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonApiOptions:
    """How to ask an interface and read its answer: table [sources.NAME.options]."""

    items: str = field(
        default="@", metadata={"doc": "JMESPath of the list of items in the answer."}
    )
    title: str = field(default="", metadata={"doc": "JMESPath, on an item, of its title."})
    url: str = field(default="", metadata={"doc": "JMESPath of the address of its page."})
    id: str = field(default="", metadata={"doc": "JMESPath of what identifies it for good."})
    published: str = field(
        default="",
        metadata={"doc": "JMESPath of its date, as text or as Unix time (s, ms, µs by size)."},
    )
    updated: str = field(default="", metadata={"doc": "JMESPath of the date of its last change."})
    summary: str = field(default="", metadata={"doc": "JMESPath of its abstract."})
    content: str = field(default="", metadata={"doc": "JMESPath of its text."})
    authors: str = field(default="", metadata={"doc": "JMESPath of its authors' names."})
    publisher: str = field(default="", metadata={"doc": "JMESPath of who publishes it."})
    language: str = field(default="", metadata={"doc": "JMESPath of its language."})
    tags: str = field(default="", metadata={"doc": "JMESPath of its subjects."})
    enclosures: str = field(
        default="", metadata={"doc": "JMESPath of the addresses of attached documents."}
    )
    link_base: str = field(
        default="",
        metadata={"doc": "Address that relative links start at; empty: that of the answer."},
    )
    answer: Literal["json", "javascript"] = field(
        default="json",
        metadata={
            "doc": "json (JSONP as well), or javascript: a script that assigns arrays or objects, "
            "read as an object of its variables."
        },
    )
    errors: str = field(
        default="",
        metadata={"doc": "JMESPath, on the answer, of what is there only if it reports an error."},
    )
    total: str = field(
        default="", metadata={"doc": "JMESPath, on the answer, of how many items there are in all."}
    )
    method: Literal["GET", "POST"] = field(
        default="GET", metadata={"doc": "GET, or POST with `form` or `body`."}
    )
    params: tuple[str, ...] = field(
        default=(),
        metadata={"doc": 'Parameters added to `url`, each "name=value", not percent-encoded.'},
    )
    form: tuple[str, ...] = field(
        default=(), metadata={"doc": 'Fields of a form that is posted, each "name=value".'}
    )
    body: str = field(default="", metadata={"doc": "JSON that is posted, as text."})
    date_format: str = field(
        default=_DAY,
        metadata={"doc": "How {today}, {since} and {until} are written where they do not say."},
    )
    lookback: timedelta = field(
        default=timedelta(days=7),
        metadata={"doc": "How far back an ordinary look asks: {since} is so long ago."},
    )
    paging: Paging = field(
        default="none",
        metadata={
            "doc": "How to ask for more: page ({page}), offset ({offset}), cursor ({cursor}), "
            "next-url, window (earlier dates), none."
        },
    )
    page_size: int = field(
        default=0, metadata={"doc": "Items of a full page; also what {page_size} stands for."}
    )
    first_page: int = field(default=1, metadata={"doc": "Number of the first page."})
    max_pages: int = field(
        default=20,
        metadata={"doc": "Pages that one query gives; beyond them an earlier window is asked for."},
    )
    next: str = field(
        default="",
        metadata={"doc": "JMESPath, on the answer, of the next cursor or the next page's address."},
    )
    window: timedelta | None = field(
        default=None,
        metadata={"doc": "Longest span of dates asked for at once in a backfill; empty: any."},
    )


DEFAULTS = JsonApiOptions()
FIELDS = (
    "title url id published updated summary content authors publisher language tags enclosures"
).split()
"""Options that hold a JMESPath on one item."""
_ON_ANSWER = ("items", "errors", "total", "next")
_WORD_OF = {"page": "page", "offset": "offset", "cursor": "cursor"}
_DATES = frozenset({"since", "until", "year"})


def options_of(source: Source) -> JsonApiOptions:
    """Return the options of `source`, or the defaults where it has none."""
    return source.options if isinstance(source.options, JsonApiOptions) else DEFAULTS


def templates_of(source: Source) -> tuple[str, ...]:
    """Return every text of the source in which words stand for values."""
    options = options_of(source)
    return (source.url, *options.params, *options.form, options.body)


def words_of(source: Source) -> frozenset[str]:
    """Return the words that stand for values in the requests of `source`."""
    return frozenset(word for text in templates_of(source) for word in words_in(text))


def json_api_mistake(source: Source) -> str | None:
    """Return the first thing that is wrong with the options together, or None."""
    options = options_of(source)
    return (
        _wrong_path(options)
        or _wrong_fields(options)
        or _wrong_template(source)
        or _wrong_request(options)
        or _wrong_paging(options, words_of(source))
    )


def _wrong_path(options: JsonApiOptions) -> str | None:
    for name in (*_ON_ANSWER, *FIELDS):
        expression = getattr(options, name)
        if expression and (fact := syntax_error(expression)):
            return f'{name}: "{expression}" is no JMESPath: {fact}; see https://jmespath.org'
    return None


def _wrong_fields(options: JsonApiOptions) -> str | None:
    if not options.items:
        return 'items: is required: a JMESPath such as "results", or "@" for the answer itself'
    if not (options.title or options.content):
        return "title: is required: where on an item its title stands (or its text: content)"
    if not (options.url or options.id):
        return "url: is required: where on an item its address stands (or what identifies it: id)"
    if not options.lookback:
        return "lookback: cannot be zero"
    if options.window is not None and not options.window:
        return "window: cannot be zero"
    return None


def _wrong_template(source: Source) -> str | None:
    for text in templates_of(source):
        for word, style in words_in(text).items():
            if word not in TEMPLATE_WORDS:
                return f'"{{{word}}}" stands for nothing; known: {_listed(TEMPLATE_WORDS)}'
            if style and word not in ("today", "since", "until"):
                return f'"{{{word}:{style}}}": only dates take a format'
    for text in (*options_of(source).params, *options_of(source).form):
        if not text.partition("=")[1] or text.startswith("="):
            return f'"{text}": expected "name=value"'
    return None


def _listed(words: frozenset[str]) -> str:
    return ", ".join(f"{{{word}}}" for word in sorted(words))


def _wrong_request(options: JsonApiOptions) -> str | None:
    if options.form and options.body:
        return "form, body: one or the other is posted"
    if (options.form or options.body) and options.method == "GET":
        return 'form, body: need method = "POST"'
    if options.body:
        try:
            json.loads(filled(options.body, SAMPLE, options.date_format))
        except (ValueError, RecursionError) as error:
            return f"body: is no JSON when its words are filled in: {error}"
    return None


def _wrong_paging(options: JsonApiOptions, words: frozenset[str]) -> str | None:
    paging = options.paging
    for kind, word in _WORD_OF.items():
        if paging == kind and word not in words:
            return f'paging: "{kind}" needs {{{word}}} in url, params, form or body'
        if paging != kind and word in words:
            return f'paging: {{{word}}} is used, so it should be "{kind}"'
    if paging == "window" and not words & _DATES:
        return 'paging: "window" needs {since}, {until} or {year} in url, params, form or body'
    if (paging in ("cursor", "next-url")) != bool(options.next):
        return 'next: belongs to paging "cursor" and "next-url", and they need it'
    if "page_size" in words and not options.page_size:
        return "page_size: is required where {page_size} is used"
    if paging in ("page", "offset") and not (options.page_size or options.total):
        return f'page_size: paging "{paging}" has to know when a page is full'
    if not options.max_pages:
        return "max_pages: cannot be zero"
    return None
