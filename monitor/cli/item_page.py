"""One item on the terminal: its record with where each fact was read, its names marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from monitor.text import printable

if TYPE_CHECKING:
    from monitor.model import Article, Field
    from monitor.store import StoredItem

_WIDTH = 12
_STYLES = {
    "material": "yellow",
    "instrument": "red",
    "body": "cyan",
    "company": "magenta",
    "place": "green",
    "publisher": "blue",
}
"""Colour of a name by its category; every name is underlined too, never marked by colour alone."""
_SURE = {"high": "sure", "medium": "likely", "low": "doubtful"}


def print_item(found: StoredItem, *, kept: bool, colour: bool) -> None:
    """Print an item: title, facts with their words, what matched, the text.

    `kept`: it can be read again, as its source gave it is kept.
    """
    article = found.article
    title = _marked(article, "title", article.title, colour=colour)
    click.echo(title or "(no title)", color=colour)
    for name, values in _facts(found, kept=kept):
        shown = [value for value in values if value]
        for number, value in enumerate(shown):
            click.echo(f"  {name if not number else '':<{_WIDTH}}{printable(value)}")
    for match in found.matches:
        terms = ", ".join(dict.fromkeys(span.text for span in match.spans))
        click.echo(
            f"  {'matched':<{_WIDTH}}{match.topic}/{match.rule} ({match.severity}): "
            + printable(terms)
        )
    click.echo("")
    body = _marked(article, "body", article.body, colour=colour)
    for paragraph in body.split("\n\n"):
        click.echo(f"{paragraph}\n", color=colour)
    if article.left_out:
        click.echo("left out, as its source repeats it:")
        for line in article.left_out:
            click.echo(f"  {printable(line)}")


def _facts(found: StoredItem, *, kept: bool) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the name of each fact and its values, one a line; empty ones are not shown."""
    from monitor.taxonomy import is_goods_code  # and its tables, which other commands never need

    article = found.article
    yield "published", [_published(article)]
    yield "first seen", [f"{article.first_seen:%Y-%m-%d %H:%M} UTC"]
    yield "source", [article.source]
    yield "publisher", [article.publisher or "unknown"]
    yield "language", [_language(article)]
    yield "translated", _translated(article)
    yield "address", [article.url or "none"]
    yield "authors", [", ".join(article.authors)]
    yield "kind", [(article.kind or "").replace("_", " ")]
    yield "issued by", _with_words((one.id, one.text) for one in article.issuers)
    stage = article.stage
    yield (
        "stage",
        _with_words(
            (one.stage.replace("_", " "), one.text)
            for one in sorted(article.stages, key=lambda one: one.stage != stage)
        ),
    )
    yield (
        "dates",
        _with_words(
            (f"{one.role.replace('_', ' ')} {one.date}", one.text) for one in article.measure_dates
        ),
    )
    documents = [one for one in article.documents if not is_goods_code(one.id)]
    yield "documents", _with_words((one.id, one.text) for one in documents)
    goods = dict.fromkeys(one.id for one in article.documents if is_goods_code(one.id))
    yield "goods", [", ".join(goods)]
    yield (
        "quantities",
        _with_words(
            (
                " ".join(filter(None, [_number(one.value), one.unit, one.basis])),
                one.text,
            )
            for one in article.quantities
        ),
    )
    for category in _STYLES:
        counts = Counter(one.id for one in article.mentions if one.category == category)
        yield _plural(category), [_counted(counts)]
    yield "tags", [", ".join(article.tags)]
    yield "version", [f"{found.number}" if found.number > 1 else ""]
    yield "copies", [f"{found.copies}" if found.copies else ""]
    yield "held", [found.held or ""]
    yield "warnings", article.warnings
    again = "" if kept else ", not kept as it came"
    yield "read by", [f"normaliser {article.normaliser}{again}"]


def _number(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def _published(article: Article) -> str:
    if not article.published:
        return "unknown"
    origin = (article.published_source or "").replace("_", " ")
    sure = _SURE.get(article.published_confidence or "", "")
    words = f'{origin}: "{article.published_text}"'
    return f"{article.published} ({words}{f', {sure}' if sure else ''})"


def _language(article: Article) -> str:
    language = article.language or "unknown"
    return f"{language}, title {article.title_language}" if article.title_language else language


def _translated(article: Article) -> list[str]:
    if not article.machine_translated:
        return []
    signs = "; ".join(f'"{one}"' for one in article.translation_signs)
    return [article.translation_notice or (f"by a machine: {signs}" if signs else "by a machine")]


def _with_words(facts: Iterable[tuple[str, str]]) -> list[str]:
    """Return each fact once, with the first words that it was read from."""
    return [f'{fact}  "{" ".join(words.split())}"' for fact, words in _first(facts).items()]


def _first(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact, words in facts:
        found.setdefault(fact, words)
    return found


def _counted(counts: Counter[str]) -> str:
    return ", ".join(
        f"{name} ×{number}" if number > 1 else name for name, number in counts.most_common()
    )


def _plural(category: str) -> str:
    return {"body": "bodies", "company": "companies"}.get(category, f"{category}s")


def _marked(article: Article, field: Field, text: str, *, colour: bool) -> str:
    """Return a text fit for the terminal with the names in it marked; the longest one wins."""
    if not colour:
        return printable(text)
    spans = sorted(
        (one.start, -one.end, one.category) for one in article.mentions if one.field == field
    )
    parts, at = list[str](), 0
    for start, end, category in spans:
        if start < at:
            continue
        parts.append(printable(text[at:start]))
        parts.append(click.style(printable(text[start:-end]), fg=_STYLES[category], underline=True))
        at = -end
    parts.append(printable(text[at:]))
    return "".join(parts)
