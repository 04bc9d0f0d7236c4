"""What makes an item the same item, a text the same text, and an edit worth telling.

Identity answers «have we met this item?», the content hash «have we read these words?».
Both carry the version of their rules, so that a change of rules is seen as one.
Contains no judgement about subject matter.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from monitor.model import Article, RawItem
from monitor.text import fold, one_line, without_markup

HASH_VERSION = 1
"""First part of every content hash; raise it when `_canonical_text` changes."""

_TRACKING = re.compile(
    r"^(utm_.*|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|_hsenc|_hsmi|mkt_tok|spm"
    r"|ref_src|ref_url|cmpid|ncid|sr_share|at_medium|at_campaign|wt\.mc_id|ocid)$",
    re.IGNORECASE,
)
"""Query keys that say who sent the reader, not which page it is."""

_RAW_HASH_LENGTH = 32
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NOT_WORDS = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|except|nicht|kein|pas|sans|не|без)\b|[不未非无免]"
)
_MIN_TITLE_ALONE = 24
"""Folded characters below which a title without a body tells no copy (`Announcement`)."""


def canonical_url(url: str) -> str:
    """Return the form of an address under which two links to one page are equal.

    Scheme and `www.` go, host in lower case, default port, fragment and tracking keys go; the
    order of the other keys stays. An address that is not http(s) comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        return url.strip()
    host = parts.hostname.removeprefix("www.").rstrip(".")
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    query = urlencode(
        [
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.match(key)
        ]
    )
    path = parts.path.rstrip("/")
    return f"//{host}{path}?{query}" if query else f"//{host}{path}"


def identities(items: Sequence[RawItem]) -> list[str]:
    """Return what makes each item of one answer the same item at the next look.

    Its link where that is its own in this answer; else its id where that is; else link or id
    with the title, so that feeds which give all items one link or one guid hide nothing.
    Links come first because some feeds make new guids at every look.
    """
    links = [canonical_url(item.url) if item.url else "" for item in items]
    link_counts = Counter(links)
    id_counts = Counter(item.id or "" for item in items)
    return [
        _identity(item, link, link_counts[link] == 1, id_counts[item.id or ""] == 1)
        for item, link in zip(items, links, strict=True)
    ]


def _identity(item: RawItem, link: str, link_is_own: bool, id_is_own: bool) -> str:
    if link and link_is_own:
        return link
    if item.id and id_is_own:
        return f"id:{item.id}"
    words = without_markup(item.title or item.summary or item.content or "")
    return f"{link or item.id or ''}#{_digest(_canonical_text(words))[:16]}"


def raw_hash(item: RawItem) -> str:
    """Return a hash of an item just as its source gave it: equal means there is nothing new.

    Unlike the content hash it changes with mark-up, dates and everything else.
    """
    return _digest(repr(item))[:_RAW_HASH_LENGTH]


def content_hash(title: str, body: str) -> str:
    """Return `version:hex` over the words of title and body.

    Case, width, punctuation, white space, hyphens, accents and Chinese script do not count;
    neither does anything that normalising has taken out (dates, links, boilerplate).
    """
    canonical = f"{_canonical_text(title)}\x00{_canonical_text(body)}"
    return f"{HASH_VERSION}:{_digest(canonical)}"


def tells_copies(article: Article) -> bool:
    """Say whether equal content means a copy: not for a bare, short title such as «Notice»."""
    return bool(article.body) or len(_canonical_text(article.title)) >= _MIN_TITLE_ALONE


def edit_matters(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Say whether an edit from one (title, body) to another tells anything new.

    A changed number or negation always does, and so does a new word in the title; otherwise one
    word in fifty must have come or gone. Corrected typography does not.
    """
    if _weighty(before) != _weighty(after):
        return True
    if set(_words(after[0])) - set(_words(before[0])):
        return True
    old, new = (Counter(_words(" ".join(text))) for text in (before, after))
    changed = max((new - old).total(), (old - new).total())
    return changed * 50 >= max(old.total(), new.total(), 1)


def _weighty(text: tuple[str, str]) -> Counter[str]:
    """Return the numbers and negations of a text: one of them can turn its meaning."""
    whole = fold(" ".join(text))
    return Counter(_NUMBER.findall(whole)) + Counter(_NEGATION.findall(whole))


def _words(text: str) -> list[str]:
    """Return words; each Han character counts as one, as Chinese has no blanks."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", fold(text))


def _canonical_text(text: str) -> str:
    return one_line(_NOT_WORDS.sub(" ", fold(text)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
