"""RawItem → Article: the seed schema, from what a source said and nothing else.

Unknown is None. What is doubtful is kept and named in `warnings`. It reads no page that it was
not given and judges no subject matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor import dates
from monitor.article import ExtractedPage, body, bounds, fragment, plain, publication
from monitor.article.boilerplate import is_translation_notice
from monitor.article.form import kind_of
from monitor.article.language import languages
from monitor.article.lines import clean_lines
from monitor.article.shared_lines import without_shared
from monitor.article.translation import machine_signs
from monitor.errors import ParseError
from monitor.fingerprint import content_hash
from monitor.lookalikes import disguises
from monitor.model import Article, Confidence, DateOrigin, DateReading, RawItem, Source
from monitor.taxonomy import Taxonomy
from monitor.text import one_line, paragraphs, sentences, without_markup

NORMALISER = 3
"""Version of all that makes a record of an item: raised with every change of what it makes."""
_FUTURE = timedelta(hours=24)
_OLDEST_YEAR = 1990
"""Before the web; such a date is a default value of some database."""
_MAX_TITLE = 160
"""Characters of a title that is made of the first sentence."""
_MAX_STATED_TITLE = 1000
"""Characters of a title that is given; officials write some of 600."""
_MAX_RAW_TITLE = 20_000
"""Its mark-up included."""
_ROOT_DATES = ("0001-", "1899-", "1900-", "1970-01-01", "1969-12-31")
_SURE_ORIGINS: tuple[DateOrigin, ...] = ("feed", "mail", "api")
"""Where a date belongs to the item by construction; lists and sitemaps mix in other dates."""
_DATELINE = (
    re.compile(
        r"(?P<name>[A-Z][\w.&' ]{1,40}?)\s?\d{0,2}(?:,\s?\d{1,2}\s\w+| News| "
        r"reports?)?\s?[:：]\s"
    ),
    re.compile(r"[(（](?P<name>[A-Z][\w.&' ]{1,40}|[\u4e00-\u9fff]{2,10})[)）]\s?[-–—]{1,2}"),
    re.compile(r"[A-Z][^()（）]{1,60}[(（](?P<name>[^()（）]{2,40})[)）]\s?[-–—:]"),
    re.compile(
        r"[【\[(（]?(?P<name>[\u4e00-\u9fff]{2,8}?(?:社|网|報|报|通讯社|"
        r"新闻))[\u4e00-\u9fff]{0,8}?\d{1,2}月\d{1,2}日"
    ),
    re.compile(r"(?P<name>[A-Z]{2,6})\d{1,2},\s?\d{1,2}\s[A-Z]\w+\s?[:：]"),
)
"""How an agency begins its text: `SMM News:`, `BEIJING, April 4 (Xinhua) --`,
`新华社北京4月4日电`."""


def normalise(
    raw: RawItem,
    *,
    source: Source,
    identity: str,
    fetched_at: datetime,
    taxonomy: Taxonomy,
    boilerplate: Collection[str] = (),
) -> Article:
    """Return the article that `raw` is; `identity` comes from `monitor.fingerprint`.

    Dates without a zone are read in `source.timezone`; an undated item stays undated.
    `boilerplate` are the keys of the lines that the source repeats (`SharedLines`).
    """
    extracted = _extracted(raw, source, fetched_at)
    declared_title = plain.trimmed_title(without_markup((raw.title or "")[:_MAX_RAW_TITLE]))
    title, text, warnings = _titled(declared_title or extracted.title, extracted.body)
    if len(title) > _MAX_STATED_TITLE:
        title = title[:_MAX_STATED_TITLE] + "…"
        warnings = (*warnings, f"only the first {_MAX_STATED_TITLE:,} characters of the title")
    reading, origin, confidence, doubts = _published(raw, extracted, source, fetched_at)
    text, left_out = without_shared(text, boilerplate, matters=taxonomy.names_policy)
    declared = extracted.language or raw.language or source.language
    language, title_language = languages(title, text, declared)
    notes = taxonomy.annotate(
        title,
        text,
        published=reading.at if reading else None,
        language=language,
        timezone=source.timezone,
    )
    agency = _agency(text, taxonomy)
    is_told = extracted.machine_translated
    signs = machine_signs(title, text) if language == "en" and not is_told else ()
    return Article(
        normaliser=NORMALISER,
        source=source.name,
        identity=identity,
        title=title,
        url=_address(raw, extracted),
        publisher=_publisher(raw, extracted, taxonomy) or agency or source.publisher,
        authors=_authors(raw, extracted),
        language=language,
        title_language=title_language,
        machine_translated=is_told or bool(signs),
        translation_notice=extracted.translation_notice,
        translation_signs=signs,
        kind=kind_of(title, text, agency=agency is not None),
        published=reading.iso() if reading else None,
        published_precision=reading.precision if reading else None,
        published_source=origin,
        published_text=reading.text if reading else None,
        published_confidence=confidence,
        published_at=reading.at.astimezone(UTC) if reading else None,
        first_seen=fetched_at,
        body=text,
        left_out=left_out,
        mentions=notes.mentions,
        issuers=notes.issuers,
        stage=notes.stage,
        stages=notes.stages,
        measure_dates=notes.measure_dates,
        documents=notes.documents,
        quantities=notes.quantities,
        tags=raw.tags,
        warnings=tuple(
            dict.fromkeys(
                [
                    *raw.warnings,
                    *publication.doubts_of(extracted, origin),
                    *warnings,
                    *doubts,
                    *disguises(title),
                    *disguises(text),
                ]
            )
        ),
        content_hash=content_hash(title, text),
    )


def _extracted(raw: RawItem, source: Source, fetched_at: datetime) -> ExtractedPage:
    """Return title, body and surroundings of the item's content, or of its summary."""
    written = raw.content if raw.content and raw.content.strip() else raw.summary or ""
    markup = raw.content_type == "text/html"
    written, cut = bounds.readable_markup(written) if markup else bounds.readable_text(written)
    try:
        extracted = _read(written, raw, source, fetched_at)
    except ParseError as error:
        return ExtractedPage(title="", body="", warnings=(f"no text: {error.fact}",))
    text, cut_text = bounds.readable_text(extracted.body)
    if not cut and not cut_text:
        return extracted
    return replace(extracted, body=text, warnings=(*extracted.warnings, *cut, *cut_text))


def _read(written: str, raw: RawItem, source: Source, fetched_at: datetime) -> ExtractedPage:
    """Return what `written` says, by its type; may raise ParseError."""
    zone = source.timezone
    # A file may be years older than its reading: «2 hours ago» in it has no known now.
    now = None if source.kind == "document" else fetched_at
    if not raw.is_page:
        return _bare(written, raw, body.DateLines(zone, now))
    if raw.content_type == "text/html":
        from monitor.article import page  # and what it reads pages with, which feeds never need

        # The folders of a saved page say nothing about its date.
        url = raw.url if raw.url and raw.url.startswith("http") else None
        return page.extract(written, url=url, timezone=zone, now=now)
    return plain.extract(written, timezone=zone, now=now)


def _bare(written: str, raw: RawItem, reader: body.DateLines) -> ExtractedPage:
    """Return the text of a feed entry or mail without the furniture that came with it."""
    if raw.content_type == "text/html":
        parts = paragraphs(fragment.paragraphs(written))
    else:
        parts = [line for line in clean_lines(written) if line]
    found = body.gather(parts, title=without_markup(raw.title or ""), reader=reader)
    stated = publication.of_lines(body.Gathered(), found, timezone=reader.timezone, now=reader.now)
    notice = found.notice
    if notice is None and raw.content and raw.summary:
        summary = without_markup(raw.summary)
        notice = summary if is_translation_notice(summary) else None
    return ExtractedPage(
        title="",
        body="\n\n".join(found.paragraphs),
        published=stated.reading,
        published_origin=stated.origin,
        published_confidence=stated.confidence,
        authors=tuple(found.authors),
        machine_translated=notice is not None,
        translation_notice=notice,
        warnings=stated.warnings,
    )


def _titled(title: str, text: str) -> tuple[str, str, tuple[str, ...]]:
    """Return title, body and warnings; a missing title is the body's first sentence."""
    if title:
        first, _, rest = text.partition("\n\n")
        return title, rest if one_line(first) == title and rest else text, ()
    for start, end in sentences(text):
        sentence = one_line(text[start:end])
        if len(sentence) > _MAX_TITLE:
            cut = sentence.rfind(" ", 0, _MAX_TITLE)
            sentence = sentence[: cut if cut > 0 else _MAX_TITLE] + "…"
        return sentence, text, ("no title",)
    return "", text, ("no title",)


def _published(
    raw: RawItem, extracted: ExtractedPage, source: Source, fetched_at: datetime
) -> tuple[DateReading | None, DateOrigin | None, Confidence | None, tuple[str, ...]]:
    """Return the publication date, where it was read, how sure it is, and what is doubtful."""

    def reading(written: str | None) -> DateReading | None:
        if not written or written.strip().startswith(_ROOT_DATES):
            return None
        return dates.read(
            written, timezone=source.timezone, now=fetched_at, language=source.language
        )

    found, origin = reading(raw.published), raw.date_origin
    confidence: Confidence = "high" if origin in _SURE_ORIGINS else "medium"
    warnings: tuple[str, ...] = ()
    if found is None and raw.published and raw.published.strip():
        warnings = ("unreadable date",)
    if found is not None and raw.is_page:
        confidence, warnings = _beside_page(found, origin, confidence, extracted)
    elif found is None and extracted.published is not None and extracted.published_origin:
        found, origin = extracted.published, extracted.published_origin
        confidence = extracted.published_confidence or "low"
    if found is None and (found := reading(raw.updated)):
        confidence, warnings = "low", (*warnings, publication.ONLY_UPDATE)
    if found is None:
        return None, None, None, warnings
    if found.at.year < _OLDEST_YEAR:
        return None, None, None, (*warnings, "absurd date")
    if found.at > fetched_at + _FUTURE:
        confidence, warnings = "low", (*warnings, "published in the future")
    return found, origin, confidence, warnings


def _beside_page(
    found: DateReading, origin: DateOrigin, confidence: Confidence, extracted: ExtractedPage
) -> tuple[Confidence, tuple[str, ...]]:
    """Return how sure a source's date is beside what the page itself says, and what disagrees."""
    on_page = extracted.published
    if on_page is None or extracted.published_confidence == "low":
        return confidence, ()
    if not (dates.exact_to_day(found) and dates.exact_to_day(on_page)):
        return confidence, ()
    apart = abs((found.at.date() - on_page.at.date()).days)
    if apart <= 1:
        return ("high" if apart == 0 else confidence), ()
    other = f"{extracted.published_origin} {on_page.at.date()}"
    return "medium", (f"dates disagree: {origin} {found.at.date()}, {other}",)


def _publisher(raw: RawItem, extracted: ExtractedPage, taxonomy: Taxonomy) -> str | None:
    """Return who is declared to carry the text; None: nobody."""
    for written in (raw.publisher, extracted.publisher):
        if written and (name := without_markup(written)):
            return taxonomy.publisher(name) or name
    return None


def _agency(text: str, taxonomy: Taxonomy) -> str | None:
    """Return the carrier that the body's first words name, if the taxonomy knows it."""
    opening = text[:160]
    if opening.isascii() and ":" not in opening and "(" not in opening:
        return None  # one of them ends every name in Latin letters
    for form in _DATELINE:
        found = form.match(opening)
        if found and (name := taxonomy.publisher(found["name"].strip())):
            return name
    return None


def _address(raw: RawItem, extracted: ExtractedPage) -> str | None:
    """Return where the article can be opened: a saved page's own address before its file."""
    if raw.url and raw.url.startswith("file:"):
        return extracted.canonical_url or raw.url
    return raw.url or extracted.canonical_url


def _authors(raw: RawItem, extracted: ExtractedPage) -> tuple[str, ...]:
    written = raw.authors or extracted.authors
    return tuple(dict.fromkeys(name for each in written if (name := without_markup(each))))
