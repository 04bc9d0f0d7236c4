"""What stands around an article: names for templates, drawn from the pools of its language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.quality.encodings import Encoding
from benchmarks.quality.markup import EITHER, WANTED, Body
from benchmarks.quality.printing import FORMS
from benchmarks.quality.prose import Writer
from benchmarks.quality.texts import SHARED, Article, articles

_POOLS = Path(__file__).with_name("pools")
_SCRIPT = (
    "window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments)}}"
    "gtag('config','G-{n}',{{anonymize_ip:true}});",
    'var _cfg{n}={{"slots":[{{"id":"div-gpt-ad-{n}","sizes":[[300,250],[728,90]]}}],'
    '"pv":"2019-03-0{d}","lazy":true}};',
    "!function(e,t){{if(!e.q{n}){{e.q{n}=[];var s=t.createElement('script');s.async=!0;"
    "s.src='https://cdn.example/t.{n}.js';t.head.appendChild(s)}}}}(window,document);",
    "(function(){{try{{var k='consent-{n}';if(localStorage.getItem(k)<1){{document.body.className"
    "+=' show-consent'}}}}catch(e){{}}}})();",
)
_STYLE = (
    ".c{n}{{margin:0 auto;max-width:{n}px;display:flex}}@media (max-width:{n}px)"
    "{{.c{n} a{{color:#0{d}4c8{d};text-decoration:none}}}}\n",
    ".grid-{n}>*+*{{padding-left:{d}rem}}.btn-{n}:hover{{background:#c0{d}}}\n",
)


@dataclass(frozen=True, slots=True)
class Teaser:
    title: str
    summary: str
    url: str
    at: datetime
    iso: str
    long: str
    day: str


@cache
def pool(language: str) -> dict[str, Any]:
    """Return the words of a language: strings, and lists to draw from."""
    return tomllib.loads((_POOLS / f"{language}.toml").read_text("utf-8"))


class Surroundings:
    """Holds `names`, what a template may use; all chance comes from the page's own generator."""

    def __init__(
        self,
        article: Article,
        language: str,
        at: datetime,
        random: Random,
        encoding: Encoding,
        writer: Writer | None = None,
    ) -> None:
        self._language = SHARED.get(language, language)
        self._pool = pool(language)
        self._article = article
        self._at = at
        self._random = random
        self._writer = writer
        self.title = escape(article.title, quote=False)
        number = random.randrange(100000, 9999999)
        site = random.choice(self._pool["site"])
        author = article.author or random.choice(self._pool["names"])
        declared = encoding.meta
        charset = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if random.random() < 0.5:
            charset = f'<meta charset="{declared}">'
        self.names: dict[str, Any] = {
            "t": self.title,
            "attribute": self.title.replace('"', "&quot;"),
            "json": article.title.replace('"', '\\"'),
            "a": article,
            "author": author,
            "w": self._pool,
            "site": site,
            "host": f"www.{random.choice(('harbour', 'metals', 'gazette', 'courier'))}.example",
            "lang": {"zh": "zh-CN", "zt": "zh-TW"}.get(language, language),
            "n": number,
            "slug": f"story-about-something-{number}",
            "at": at,
            "url": "",
            "body": Body(article, random),
            "date": self.date,
            "near": self.near,
            "teasers": self.teasers,
            "say": lambda count: escape(self._written().say(count), quote=False),
            "headline": lambda: escape(self._written().headline(), quote=False),
            "comments": self.comments,
            "pick": lambda name: random.choice(self._pool[name]),
            "some": lambda name, count: random.sample(
                self._pool[name], min(count, len(self._pool[name]))
            ),
            "count": lambda low, high: random.randint(low, high),
            "chance": lambda share: random.random() < share,
            "script": self.script,
            "css": self.css,
            "want": lambda text: f"{WANTED[0]}{text}{WANTED[1]}",
            "either": lambda text: f"{EITHER[0]}{text}{EITHER[1]}",
            "charset": charset if declared and not encoding.late else "",
            "charset_late": f"<!-- {'~' * 6000} -->{charset}" if declared and encoding.late else "",
            "utc": (at - (at.utcoffset() or timedelta())).replace(tzinfo=None),
            "whole": " ".join(block.text for block in article.blocks).replace('"', '\\"'),
            "first": next(one.text for one in article.blocks if one.kind in {"text", "lead"}),
        }

    def date(self, form: str) -> str:
        """Return the day of publication in a form of `printing.FORMS`."""
        return FORMS[form](self._at, self._language)

    def near(self, days: int, form: str = "iso") -> str:
        """Return another day, some days before (negative) or after publication."""
        return FORMS[form](self._at + timedelta(days=days), self._language)

    def teasers(self, count: int) -> list[Teaser]:
        """Return other stories with their own dates, most of them older, some newer."""
        found = []
        for number in range(count):
            at = self._at + timedelta(days=self._random.randrange(-900, 60), hours=number % 7)
            title, summary = self._other()
            found.append(
                Teaser(
                    escape(title, quote=False),
                    escape(summary, quote=False)[:160],
                    f"/{at:%Y/%m}/other-{self._random.randrange(10**6)}",
                    at,
                    at.isoformat(),
                    FORMS["long"](at, self._language),
                    FORMS["dotted"](at, self._language),
                )
            )
        return found

    def _other(self) -> tuple[str, str]:
        """Return the title and the text of another story."""
        if self._writer is not None:
            return self._writer.headline(), self._writer.say(2)
        other = self._random.choice(articles(self._article.language))
        summary = next(one.text for one in other.blocks if one.kind == "text")
        return self._random.choice(self._pool["teasers"]), summary

    def _written(self) -> Writer:
        if self._writer is None:
            raise ValueError("only pages of half C have a writer")
        return self._writer

    def comments(self, count: int) -> list[Teaser]:
        """Return readers' comments, dated after publication; `title` is who wrote."""
        found = []
        for number in range(count):
            at = self._at + timedelta(hours=3 + 17 * number)
            name = self._random.choice(self._pool["names"])
            said = escape(self._random.choice(self._pool["comments"]), quote=False)
            found.append(
                Teaser(
                    name,
                    said,
                    f"#c{number}",
                    at,
                    at.isoformat(),
                    FORMS["long"](at, self._language),
                    FORMS["dotted"](at, self._language),
                )
            )
        return found

    def script(self, size: int) -> str:
        """Return about `size` kB of scripts."""
        return self._noise(_SCRIPT, size, "<script>{}</script>")

    def css(self, size: int) -> str:
        """Return about `size` kB of styles."""
        return self._noise(_STYLE, size, "<style>{}</style>")

    def _noise(self, forms: tuple[str, ...], size: int, around: str) -> str:
        parts: list[str] = []
        while sum(map(len, parts)) < size * 1000:
            form = self._random.choice(forms)
            parts.append(
                form.format(n=self._random.randrange(10**6), d=self._random.randrange(1, 9))
            )
        return around.format("".join(parts))
