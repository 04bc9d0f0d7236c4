"""What makes an item the same item, a text the same text, and an edit worth telling.

Identity answers «have we met this item?», the content hash «have we read these words?».
Both carry the version of their rules, so that a change of rules is seen as one.
Contains no judgement about subject matter.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from monitor.model import Article, RawItem
from monitor.text import fold, holds_digit, printable, without_markup

HASH_VERSION = 1
"""First part of every content hash; raise it when `_canonical_text` changes."""

_TRACKING = re.compile(
    r"^(utm_.*|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|_hsenc|_hsmi|mkt_tok|spm"
    r"|ref_src|ref_url|cmpid|ncid|sr_share|at_medium|at_campaign|wt\.mc_id|ocid)$",
    re.IGNORECASE,
)
"""Query keys that say who sent the reader, not which page it is."""

_PLAIN_QUERY = re.compile(r"(?:[\w.~-]+=[\w.~-]*&)*[\w.~-]+=[\w.~-]*", re.ASCII)

_ENCODER = msgspec.msgpack.Encoder()
_ARTICLES = frozenset({"a", "an", "the"})
_RAW_HASH_LENGTH = 32
_DEFAULT_PORTS = {"http": 80, "https": 443}
_WORD = re.compile(r"\w+")
_UNSHOWN = bytes(code for code in range(128) if not printable(chr(code)))
_ASCII_WORDS = bytes(
    ord(fold(chr(code))) if code < 128 and _WORD.match(fold(chr(code)) or " ") else 32
    for code in range(256)
)
"""For texts of ASCII: folded, and what is no word a blank."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WEIGHTY = re.compile(
    r"\b(?:not|no|never|without|except|unless|nicht|kein|pas|sans|не|без"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|sixty|ninety|hundred"
    r"|permit(?:s|ted)?|allow(?:s|ed)?|prohibit(?:s|ed)?|ban(?:s|ned)?|suspend(?:s|ed)?"
    r"|postpone[sd]?|repeal(?:s|ed)?|revoke[sd]?|withdraw(?:n|s)?|expired?|resume[sd]?|in force)\b"
    r"|[不未非无免一二三四五六七八九十百千万亿]|禁止|允许|暂停|停止|恢复|废止|撤销|推迟|延期"
)
"""Words of which one can turn the meaning of a text: negations, months, numbers, opposites."""
_SIGNS = {"+": "plus", "<": "below", ">": "above"}
_SIGN = re.compile(r"[-\u2010-\u2015\u2212+<>](?<![\w.].)(?=\s?\d)")
"""What changes a number; any dash before one counts as minus."""
_SHAPES = bytes(
    ord("0" if sign.isdigit() else "a" if sign in "._" or sign.isalpha() else "-")
    if code < 128 and ((sign := chr(code)).isalnum() or sign in "._-+<>")
    else 32
    for code in range(256)
)
"""Every digit of ASCII as 0, what a sign may not follow as `a`, signs as a hyphen."""
_SIGNED = (b" -0", b"--0", b" - 0", b"-- 0")
"""How a sign that changes a number stands: looked for at a tenth of the pattern's cost."""
_MIN_BODY_WORDS = 12
_MIN_ALONE = 24
"""Folded characters of title and body below which equality tells no copy (`Announcement`)."""


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
    query = _told_query(parts.query)
    path = parts.path.rstrip("/")
    return f"//{host}{path}?{query}" if query else f"//{host}{path}"


def _told_query(query: str) -> str:
    """Return a query without tracking keys, in the one way of writing it."""
    if _PLAIN_QUERY.fullmatch(query):  # is written in that way already
        pairs = query.split("&")
        return "&".join(one for one in pairs if not _TRACKING.match(one.partition("=")[0]))
    return urlencode(
        [
            (key, value)
            for key, value in parse_qsl(query, keep_blank_values=True)
            if not _TRACKING.match(key)
        ]
    )


def identities(items: Sequence[RawItem]) -> list[str]:
    """Return what makes each item of one answer the same item at the next look.

    Its link where that is its own in this answer; else its id where that is; else link or id
    with the title, so that feeds which give all items one link or one guid hide nothing.
    Links come first because some feeds make new guids at every look.
    Where all that is shared, the text itself tells two items apart.
    """
    links = [canonical_url(item.url) if item.url else "" for item in items]
    link_counts = Counter(links)
    id_counts = Counter(item.id or "" for item in items)
    keys = [
        _identity(item, link, link_counts[link] == 1, id_counts[item.id or ""] == 1)
        for item, link in zip(items, links, strict=True)
    ]
    key_counts = Counter(keys)
    return [
        key if key_counts[key] == 1 else f"{key}#{_words_key(item.content or item.summary or '')}"
        for item, key in zip(items, keys, strict=True)
    ]


def _identity(item: RawItem, link: str, link_is_own: bool, id_is_own: bool) -> str:
    if link and link_is_own:
        return link
    if item.id and id_is_own:
        return f"id:{item.id}"
    title = item.title or item.summary or item.content or ""
    return f"{link or item.id or ''}#{_words_key(title)}"


def _words_key(text: str) -> str:
    return _digest(_canonical_text(without_markup(text)))[:16]


def raw_hash(item: RawItem) -> str:
    """Return a hash of an item just as its source gave it: equal means there is nothing new.

    Unlike the content hash it changes with mark-up, dates and everything else.
    """
    try:
        given = _ENCODER.encode(item)
    except UnicodeEncodeError:  # half of a character outside the basic plane
        given = repr(item).encode("utf-8", "surrogatepass")
    return hashlib.sha256(given).hexdigest()[:_RAW_HASH_LENGTH]


def raw_hashes(identities: Sequence[str], items: Sequence[RawItem]) -> dict[str, str]:
    """Return the raw hash of each identity; items that share one are hashed together."""
    together: dict[str, str] = {}
    for key, item in zip(identities, items, strict=True):
        before = together.get(key)
        together[key] = raw_hash(item) if before is None else _digest(before + raw_hash(item))
    return together


def content_hash(title: str, body: str) -> str:
    """Return `version:hex` over the words of title and body.

    Case, width, punctuation, white space, hyphens, accents and Chinese script do not count;
    neither does anything that normalising has taken out (dates, links, boilerplate).
    """
    canonical = f"{_canonical_text(title)}\x00{_canonical_text(body)}"
    return f"{HASH_VERSION}:{_digest(canonical)}"


def tells_copies(article: Article) -> bool:
    """Say whether equal content means a copy: not for a bare, short title such as «Notice»."""
    whole = _canonical_text(f"{article.title} {article.body[:_MIN_ALONE]}")
    return len(whole) >= _MIN_ALONE


def is_bare(article: Article) -> bool:
    """Say whether an article is a headline with no body to speak of («See attachment»)."""
    return len(_words(article.body)) < _MIN_BODY_WORDS


def wording(text: str) -> str:
    """Return a text as edits of it are compared: folded words without articles."""
    return " ".join(word for word in _words(text) if word not in _ARTICLES)


def edit_matters(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Say whether an edit from one (title, body) to another tells anything new.

    A changed number or turning word always does, and so does a new word in the title; otherwise one
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
    """Return the numbers and turning words of a text: one of them can change what it says."""
    whole = fold(" ".join(text))
    return Counter(_NUMBER.findall(whole)) + Counter(_WEIGHTY.findall(whole))


def _words(text: str) -> list[str]:
    """Return words; each Han character counts as one, as Chinese has no blanks."""
    return re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", fold(text))


def _canonical_text(text: str) -> str:
    if text.isascii():
        return _canonical_ascii(text)
    signed = _SIGN.sub(_sign_word, unicodedata.normalize("NFKC", printable(text)))
    return " ".join(_WORD.findall(fold(signed)))


def _canonical_ascii(text: str) -> str:
    """Do the same to a text of ASCII, all of it in bytes."""
    if any(map(text.__contains__, "-+<>")) and holds_digit(text) and _may_hold_sign(text):
        # What is not printable goes first: it might stand between a sign and its number.
        text = _SIGN.sub(_sign_word, printable(text))
    words = text.encode("ascii").translate(_ASCII_WORDS, _UNSHOWN)
    return b" ".join(words.split()).decode("ascii")


def _may_hold_sign(text: str) -> bool:
    """Say whether a sign that is part of no word may stand before a digit in a text of ASCII."""
    shapes = b" " + text.encode("ascii").translate(_SHAPES, _UNSHOWN)
    return any(map(shapes.__contains__, _SIGNED))


def _sign_word(sign: re.Match[str]) -> str:
    return f" {_SIGNS.get(sign[0], 'minus')} "


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
