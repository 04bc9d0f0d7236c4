"""What is read out of the XML of feeds."""

from __future__ import annotations

import pytest

from monitor.kinds.web_address import web_address
from monitor.model import FeedInfo, RawItem
from tests.unit.feed_samples import (
    ATOM_03,
    ATOM_10,
    RSS_091,
    RSS_092,
    RSS_10,
    atom,
    only,
    read,
    rss,
)


def test_rss_091_with_its_document_type_and_its_named_characters() -> None:
    parsed = read(RSS_091)

    assert parsed.feed == FeedInfo(
        title="Nouvelles des métaux",
        link="https://site.example/",
        language="fr",
        updated="Mon, 05 May 2025 10:00:00 GMT",
    )
    assert only(parsed) == RawItem(
        source="gazette",
        url="https://site.example/1",
        title="Terres rares : quotas",
        summary="Des quotas à l'exportation",
        language="fr",
    )


def test_rss_092_with_source_category_and_enclosure() -> None:
    item = only(read(RSS_092))

    assert item.publisher == "The Wire"
    assert item.tags == ("Mining",)
    assert item.enclosures == ("https://site.example/files/a.pdf",)


def test_rss_10_with_dublin_core() -> None:
    parsed = read(RSS_10)

    assert parsed.feed == FeedInfo(
        title="Trade notices",
        link="https://site.example/",
        language="en",
        updated="2025-05-05T08:00:00Z",
    )
    assert only(parsed) == RawItem(
        source="gazette",
        id="https://site.example/n/1",
        url="https://site.example/n/1",
        title="Licence for gallium",
        published="2025-05-04T23:30+09:00",
        authors=("Office of Licences",),
        publisher="Ministry of Trade",
        language="en",
        summary="Required from June",
        tags=("gallium",),
    )


def test_atom_03_with_escaped_content() -> None:
    item = only(read(ATOM_03))

    assert (item.published, item.updated) == (
        "2004-10-31T09:00:00+08:00",
        "2004-11-01T09:00:00Z",
    )
    assert (item.content, item.content_type) == ("<p>Neodymium</p>", "text/html")
    assert (item.id, item.url) == ("tag:blog.example,2004:1", "https://blog.example/1")
    assert item.summary is None


def test_atom_10_with_xhtml_and_relative_addresses() -> None:
    item = only(read(ATOM_10))

    assert item == RawItem(
        source="gazette",
        id="urn:uuid:1",
        url="https://amt.example/meldungen/1.html",
        title="Erze &amp; <b>Magnete</b>",
        published="2025-05-04T10:00:00+02:00",
        updated="2025-05-05T10:00:00+02:00",
        authors=("Ann Arbor", "Bob Berg"),
        publisher="Pressestelle",
        language="de",
        summary="Kurz",
        content="<p>Seltene <em>Erden</em> &amp; mehr</p>",
        tags=("erz",),
        enclosures=("https://amt.example/meldungen/1.pdf",),
    )


def test_mark_up_is_passed_on_as_written() -> None:
    """Cleaning is somebody else's work; scripts and relative links are still there."""
    html = '<p onclick="x()">Ore<script>y()</script> <a href="/rel">z</a></p>'

    item = only(
        read(
            rss(
                f"<item><title><![CDATA[A <b>b</b> &amp; c]]></title>"
                f"<content:encoded><![CDATA[{html}]]></content:encoded>"
                f"<description>short</description></item>"
            )
        )
    )

    assert (item.title, item.content, item.summary) == ("A <b>b</b> &amp; c", html, "short")


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030"])
def test_a_chinese_feed_in_its_national_encoding(charset: str) -> None:
    body = (
        f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel>'
        "<item><title>钕铁硼与釹：出口管制㐂</title></item></channel></rss>"
    ).encode("gb18030")

    item = only(read(body, "text/xml"))

    assert (item.title, item.warnings) == ("钕铁硼与釹：出口管制㐂", ())


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>https://a.example/1</link><guid>g</guid>", "https://a.example/1"),
        ("<link> \n/1?a=1&amp;b=2 </link>", "https://site.example/1?a=1&b=2"),
        ("<link>a b.html</link>", "https://site.example/a%20b.html"),
        ("<guid>https://a.example/2</guid>", "https://a.example/2"),
        ('<guid isPermaLink="true">https://a.example/2</guid>', "https://a.example/2"),
        ('<guid isPermaLink="false">https://a.example/2</guid>', None),
        ("<guid>12345</guid>", None),
        ("<link/><guid>https://a.example/3</guid>", "https://a.example/3"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>mailto:a@a.example</link>", None),
        ("<link>http://[broken</link>", None),
        ("", None),
    ],
)
def test_the_address_of_an_rss_item(item: str, url: str | None) -> None:
    assert only(read(rss(f"<item><title>t</title>{item}</item>"))).url == url


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<link href="https://a.example/1"/>', "https://a.example/1"),
        ('<link href="1.html"/>', "https://feeds.example/news/1.html"),
        ('<link rel="self" href="/x"/><link rel="alternate" href="/y"/>', "/y"),
        ('<link type="application/pdf" href="/p"/><link type="text/html" href="/h"/>', "/h"),
        ('<link rel="alternate" type="application/pdf" href="/p"/>', "/p"),
        ('<link rel="related" href="/r"/>', None),
        ("<id>https://a.example/1</id>", "https://a.example/1"),
        ("<id>urn:uuid:1</id>", None),
    ],
)
def test_the_address_of_an_atom_entry(links: str, url: str | None) -> None:
    item = only(read(atom(f"<entry><title>t</title>{links}</entry>")))

    assert item.url == (web_address(url, "https://feeds.example/") if url else None)


def test_links_of_a_saved_feed_lead_to_the_site_that_it_names() -> None:
    item = only(read(rss("<item><link>/1</link></item>"), url="file:///tmp/feed.xml"))

    assert item.url == "https://site.example/1"


def test_a_saved_feed_that_names_no_site_has_no_addresses_of_files() -> None:
    body = rss("<item><title>t</title><link>/etc/passwd</link></item>", channel="")

    assert only(read(body, url="file:///tmp/feed.xml")).url is None


@pytest.mark.parametrize(
    ("dates", "published", "updated"),
    [
        ("<pubDate>5 mai 2025 </pubDate>", "5 mai 2025", None),
        ("<dc:date>2025-05</dc:date>", "2025-05", None),
        ("<dcterms:issued>2025</dcterms:issued>", "2025", None),
        ("<dcterms:created>2024</dcterms:created>", "2024", None),
        ("<pubDate>A</pubDate><dc:date>B</dc:date>", "A", "B"),
        ("", None, None),
    ],
)
def test_dates_of_rss_stay_as_written(
    dates: str, published: str | None, updated: str | None
) -> None:
    item = only(read(rss(f"<item><title>t</title>{dates}</item>")))

    assert (item.published, item.updated) == (published, updated)


def test_an_atom_entry_that_was_only_updated_has_no_date_of_publication() -> None:
    item = only(read(atom("<entry><title>t</title><updated>2025-05-05</updated></entry>")))

    assert (item.published, item.updated) == (None, "2025-05-05")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>desk@a.example (Li Na)</author>", ("Li Na",)),
        ("<author>Li Na &lt;desk@a.technology&gt;</author>", ("Li Na",)),
        ("<author>desk@a.example</author>", ("desk@a.example",)),
        ("<dc:creator>Li Na</dc:creator><dc:creator>Wu</dc:creator>", ("Li Na", "Wu")),
        ("<dc:creator>新华社</dc:creator><author>新华社</author>", ("新华社",)),
        ("<author/>", ()),
    ],
)
def test_authors_are_names_where_there_are_names(author: str, names: tuple[str, ...]) -> None:
    assert only(read(rss(f"<item><title>t</title>{author}</item>"))).authors == names


def test_the_language_of_an_item_is_its_own_before_that_of_the_feed() -> None:
    entries = '<entry xml:lang="zh"><title>a</title></entry><entry><title>b</title></entry>'

    parsed = read(atom(entries, attributes='xml:lang="en_GB"'))

    assert [item.language for item in parsed.items] == ["zh", "en-GB"]


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("<content>Plain words</content>", "text/plain"),
        ("<content>&lt;p&gt;Marked up&lt;/p&gt;</content>", "text/html"),
        ('<content type="html">Ore &amp;amp; steel</content>', "text/html"),
        ('<content type="text">3 &lt; 5</content>', "text/plain"),
    ],
)
def test_plain_content_is_told_from_mark_up(content: str, content_type: str) -> None:
    item = only(read(atom(f"<entry><title>t</title>{content}</entry>")))

    assert item.content_type == content_type


def test_a_summary_that_only_repeats_the_content_is_none() -> None:
    item = only(read(atom("<entry><content>All of it</content></entry>")))

    assert (item.content, item.summary) == ("All of it", None)
