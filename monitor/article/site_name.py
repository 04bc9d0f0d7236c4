"""Which part of a title is the site that carries it: by its name, its domain, or its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from monitor.article.lines import size
from monitor.text import fold

_DIVIDER = re.compile(
    r"\s+(?:[-–—―|·•∙»«›‹~_/\\]|::+|:|-{2,}|\|\|)+\s+"
    r"|\s*[|｜¦]\s*|\s*(?:»|::)\s*"
    r"|(?<=[\u2e80-\u9fff\uac00-\ud7af）】》”？！])(?:_+|-{1,3}|—{1,2})(?=[^\W\d_【《“])"
    r"|(?<=[A-Za-z0-9])(?:-{1,3}|—{1,2}|_)(?=[\u4e00-\u9fff])|(?<![A-Z])_+(?=[^\W\d_a-z])"
)
_QUOTED = re.compile(r"«[^«»]{1,400}»|»[^«»]{1,400}«|《[^《》]{1,400}》|„[^„“]{1,400}“")
"""What nothing divides: a sign between quotation marks is the headline's own, and so are they."""
_KNOWN_DIVIDER = re.compile(r"\s*[:：]\s*|\s+[-–—]|[-–—]\s+|\s*[-–—―]\s*|,\s+|\s*[(（[【]")
"""Before a name that is known to be the site's, these divide as well."""
_LEADING = re.compile(r"\s?[:：]\s+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff《【“])")
_ADDRESS = re.compile(r"(?:www\.)?[a-z0-9-]{2,40}(?:\.[a-z]{2,4}){1,2}", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W_]+")
_SUFFIXES = frozenset(
    "com org net gov edu co ac go gob gouv or ne info news int mil www en de fr es m amp mobile "
    "online web blog blogs".split()
)
_ARTICLES = ("the ", "der ", "die ", "das ", "le ", "la ", "el ", "los ", "les ")
_MIN_DOMAIN = 3
_MAX_SITE_SIZE = 6
_MIN_REST = 3
MAX_GUESSED = 5
"""Words of a last part of a title element that is taken for the site though nothing says so."""


def key(text: str) -> str:
    """Return `text` for comparison: folded, letters and digits alone."""
    return _NO_LETTERS.sub("", fold(text))


class Segment(NamedTuple):
    """A part of a title between dividers."""

    text: str
    start: int
    end: int
    strong: bool
    """Whether the divider before it is one that no sentence has, such as a bar."""


def segments(title: str) -> list[Segment]:
    """Return the parts of `title` between dividers, in order; one where there is no divider."""
    found: list[Segment] = []
    start, strong = 0, False
    plain = title
    if any(map(title.__contains__, "»《„")):
        plain = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), title)
    for divider in _DIVIDER.finditer(plain):
        if title[start : divider.start()].strip():
            found.append(
                Segment(title[start : divider.start()].strip(), start, divider.start(), strong)
            )
        start, strong = (
            divider.end(),
            any(
                sign in divider[0] for sign in ("|", "｜", "_", "»", ":", "•", "·", "‹", "›", "--")
            ),
        )
    if title[start:].strip():
        found.append(Segment(title[start:].strip(), start, len(title), strong))
    return found


def without_guessed(title: str) -> str:
    """Return `title` without last parts that look like names of a section or a site."""
    while len(parts := segments(title)) > 1:
        last, head = parts[-1], title[: parts[-2].end].rstrip()
        limit = MAX_GUESSED if last.strong else MAX_GUESSED - 1
        if size(last.text) > limit or size(head) < max(2, size(last.text)):
            break
        if not last.strong and (last.text[0].islower() or last.text.endswith(("?", "!", "？"))):
            break
        title = head
        if not last.strong:
            break
    return title


class Sites:
    """The names by which a page's site is known."""

    def __init__(self, names: Iterable[str | None], addresses: Iterable[str | None]) -> None:
        keys = {key(_without_article(name)) for name in names if name}
        self._names = frozenset(name for name in keys if name)
        self._domains = frozenset(_domains(addresses))

    def also(self, names: Iterable[str]) -> Sites:
        """Return these names with `names` added."""
        wider = Sites(names, ())
        wider._names |= self._names
        wider._domains = self._domains
        return wider

    def is_name(self, text: str) -> bool:
        """Say whether `text` is nothing but the site's name or domain."""
        written = key(_without_article(text))
        return (
            not written
            or written in self._names
            or key(text) in self._names
            or written in self._domains
            or _ADDRESS.fullmatch(text.strip()) is not None
            or self._is_spelt(text)
        )

    def named(self, text: str) -> bool:
        """Say whether `text` is the site's name, its domain, or its name with a word or two."""
        if not text or size(text) > _MAX_SITE_SIZE:
            return False
        written = key(_without_article(text))
        if self.is_name(text):
            return True
        if any(len(name) > 2 and _holds(written, name) for name in self._names):
            return True
        return any(self._is_domain(written, text, domain) for domain in self._domains)

    def _is_domain(self, written: str, text: str, domain: str) -> bool:
        if len(written) > 3 and domain.startswith(written):
            return True
        return written.startswith(domain) and size(text) <= 2

    def _is_spelt(self, text: str) -> bool:
        """Say whether a domain abbreviates `text`: `nytimes`, `latimes`, `wsj`."""
        words = re.findall(r"[^\W_]+", fold(_without_article(text)))
        if len(words) < 2 or len(words) > _MAX_SITE_SIZE:
            return False
        initials = "".join(word[0] for word in words)
        if len(initials) > 2 and initials in self._domains:
            return True
        return any(
            initials[:count] + "".join(words[count:]) in self._domains
            for count in range(len(words))
        )

    def without(self, title: str) -> tuple[str, str | None]:
        """Return `title` without names of the site at its ends, and the last of these names."""
        site: str | None = None
        while len(parts := segments(title)) > 1:
            if self.named(parts[-1].text):
                site, title = site or parts[-1].text, title[: parts[-2].end].rstrip()
            elif self.is_name(parts[0].text):
                site, title = site or parts[0].text, title[parts[1].start :].lstrip()
            else:
                break
        return self._without_known(*self._without_leading(title, site))

    def _without_leading(self, title: str, site: str | None) -> tuple[str, str | None]:
        """Take off a known name before a colon, or before a blank where a language has none."""
        for gap in islice(_LEADING.finditer(title), _MAX_SITE_SIZE):
            name, rest = title[: gap.start()], title[gap.end() :]
            if key(_without_article(name)) in self._names and size(rest) >= _MIN_REST:
                return rest, site or name
        return title, site

    def _without_known(self, title: str, site: str | None) -> tuple[str, str | None]:
        """Take off a known name behind a colon, a dash that touches it, or a bracket."""
        for divider in [*_KNOWN_DIVIDER.finditer(title)][-3:]:
            rest = title[divider.end() :].strip(" )）]】")
            known = key(_without_article(rest)) in self._names or (
                ":" in divider[0] and self.named(rest)
            )
            if divider.start() and rest and known:
                return title[: divider.start()].rstrip(), site or rest
        return title, site


def _holds(written: str, name: str) -> bool:
    """Say whether one name begins or ends with the other, which is most of it."""
    longer, shorter = (written, name) if len(written) > len(name) else (name, written)
    return len(shorter) * 2 >= len(longer) and (
        longer.startswith(shorter) or longer.endswith(shorter)
    )


def _without_article(name: str) -> str:
    lower = name.lower().strip()
    return next((lower[len(each) :] for each in _ARTICLES if lower.startswith(each)), lower)


def _domains(addresses: Iterable[str | None]) -> Iterable[str]:
    """Yield the telling labels of the addresses' hosts: `bbc` of www.bbc.co.uk."""
    for address in addresses:
        try:
            host = urlsplit(address or "").hostname or ""
        except ValueError:
            continue
        labels = [label for label in host.split(".") if label not in _SUFFIXES]
        labels = labels[:-1] if len(labels) > 1 and len(labels[-1]) == 2 else labels
        for label in labels:
            if len(label) >= _MIN_DOMAIN:
                yield label.replace("-", "")
