"""Random queries and articles for tests: few words and names, so that they meet often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from hypothesis import strategies as st

from monitor.model import Article, DocumentNumber, Field, Mention, Quantity, StageWords, Tier
from monitor.model import MeasureDate as Dated
from monitor.rules.language import query
from monitor.rules.language.vocabulary import Vocabulary
from monitor.taxonomy import parse_entries
from tests import build

VOCABULARY = Vocabulary(
    [
        *parse_entries(
            "material",
            {
                "rare_earth": {"name": "Rare earths", "names": ["rare earth", "稀土"]},
                "neodymium": {"name": "Neodymium", "parent": "rare_earth"},
                "gallium": {"name": "Gallium", "names": ["镓"]},
            },
            "materials.toml",
        ),
        *parse_entries(
            "body",
            {
                "cn.mofcom": {"name": "MOFCOM"},
                "cn.miit": {"name": "MIIT"},
                "us.bis": {"name": "BIS"},
            },
            "bodies.toml",
        ),
    ]
)
TIERS: Mapping[str, Tier] = {"gazette": "official", "blog": "other"}


def tier_of(article: Article) -> Tier | None:
    """The tier that the source of an article counts as."""
    return TIERS.get(article.source)


WORDS = (
    "export exports exporter control controls ban rare earth gallium 稀土 出口 管制 China's".split()
)
_PHRASES = ("export control", "rare earth", "稀土出口", "dual-use")
_STOPS = (" ", " ", " ", " ", ", ", ". ", ". The ", "。", "\n\n", "-")


def _leaves() -> st.SearchStrategy[query.Leaf]:
    words = st.builds(query.Words, st.sampled_from((*WORDS, *_PHRASES)))
    prefixes = st.builds(
        query.Words, st.sampled_from(("ex", "export con", "contr", "出", "ea")), st.just(True)
    )
    near = st.builds(
        query.Near,
        st.lists(st.sampled_from((*WORDS, "ex*", "con*")), min_size=2, max_size=3, unique=True).map(
            tuple
        ),
        st.integers(0, 4),
    )
    values = st.sampled_from(
        (
            query.Value("material", "rare_earth"),
            query.Value("material", "neodymium"),
            query.Value("material", "", True),
            query.Value("names", "cn"),
            query.Value("issuer", "cn.mofcom"),
            query.Value("issuer", "", True),
            query.Value("stage", "adopted"),
            query.Value("stage", "", True),
            query.Value("status", "adopted"),
            query.Value("document", "cn.mofcom.2025-18"),
            query.Value("document", "cn.mofcom.", True),
            query.Value("source", "gazette"),
            query.Value("source", "ga", True),
            query.Value("tier", "official"),
            query.Value("language", "en"),
            query.Value("language", "", True),
            query.Value("kind", "news"),
            query.Value("publisher", "daily"),
            query.Value("url", "example.org"),
            query.Value("url", "", True),
        )
    )
    ranges = st.sampled_from(
        (
            query.Amounts(None, 100.0),
            query.Amounts("t", None, 1000.0, False, True),
            query.Amounts("t"),
            query.Days("published", "2026"),
            query.Days("published", None, "2026-05-04", False, True),
            query.Days("effective", "2026-06", "2026"),
            query.Days("until"),
        )
    )
    return st.one_of(words, words, prefixes, near, values, ranges)


def _above(nodes: st.SearchStrategy[query.Node]) -> st.SearchStrategy[query.Node]:
    several = st.lists(nodes, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(lambda items: query.joined(query.And, items)),
        several.map(lambda items: query.joined(query.Or, items)),
        st.builds(query.Not, nodes),
        st.builds(query.Within, st.sampled_from(("sentence", "paragraph")), nodes),
        st.builds(query.InField, st.sampled_from(("title", "body")), nodes),
        nodes.map(lambda node: query.Listed(f"n{crc32(repr(node).encode())}", node)),
    )


def queries() -> st.SearchStrategy[query.Node]:
    """Any query, also such as nobody would write."""
    return st.recursive(_leaves(), _above, max_leaves=12)


def _texts(max_words: int) -> st.SearchStrategy[str]:
    pairs = st.tuples(
        st.sampled_from((*WORDS, "milk", "of", "use", "dual")), st.sampled_from(_STOPS)
    )
    return st.lists(pairs, max_size=max_words).map(
        lambda words: "".join(word + stop for word, stop in words).strip()
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of a few sentences, with names and facts at random places."""
    title, body = draw(_texts(5)), draw(_texts(25))
    texts: dict[Field, str] = {"title": title, "body": body}
    fields = [field for field, text in texts.items() if text]

    def somewhere() -> dict[str, object]:
        field = draw(st.sampled_from(fields))
        start = draw(st.integers(0, len(texts[field]) - 1))
        while texts[field][start].isspace():
            start -= 1
        end = draw(st.integers(start + 1, len(texts[field])))
        return {"field": field, "start": start, "end": end, "text": texts[field][start:end]}

    def some(kind: type, given: Sequence[Mapping[str, object]]) -> tuple[object, ...]:
        chosen = draw(st.lists(st.sampled_from(given), max_size=2)) if fields else []
        return tuple(kind(**one, **somewhere()) for one in chosen)

    bodies = [{"category": "body", "id": one} for one in ("cn.mofcom", "us.bis")]
    materials = [{"category": "material", "id": one} for one in ("rare_earth", "neodymium")]
    return build.article(
        title=title,
        body=body,
        source=draw(st.sampled_from(("gazette", "blog", "backfill"))),
        language=draw(st.sampled_from(("en", "zh", None))),
        kind=draw(st.sampled_from(("news", None))),
        publisher=draw(st.sampled_from(("The Daily", None))),
        url=draw(st.sampled_from(("https://example.org/1", None))),
        published=draw(st.sampled_from(("2026-05-04T08:00:00+00:00", "2025", None))),
        mentions=some(Mention, materials + bodies),
        issuers=some(Mention, bodies),
        stage=draw(st.sampled_from(("adopted", "suspended", None))),
        stages=some(StageWords, ({"stage": "adopted"}, {"stage": "suspended"})),
        documents=some(DocumentNumber, ({"id": "cn.mofcom.2025-18"}, {"id": "us.fr.90-1"})),
        quantities=some(Quantity, ({"value": 500.0, "unit": "t"}, {"value": 5.0, "unit": "%"})),
        measure_dates=some(
            Dated, ({"role": "effective", "date": "2026-06-01", "precision": "day"},)
        ),
    )
