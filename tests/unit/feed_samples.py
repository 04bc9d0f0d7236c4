"""Feeds in the shapes in which they occur, and builders for what kinds take."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.kinds import Parsed, parse
from monitor.model import Payload, RawItem, Source

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
FEED_URL = "https://feeds.example/news/feed.xml"


def payload(body: bytes | str, content_type: str | None = None, *, url: str = FEED_URL) -> Payload:
    return Payload(
        body=body.encode() if isinstance(body, str) else body,
        url=url,
        content_type=content_type,
        fetched_at=NOON,
    )


def read(
    body: bytes | str,
    content_type: str | None = None,
    *,
    url: str = FEED_URL,
    kind: str = "feed",
) -> Parsed:
    """Return what a source called `gazette` makes of `body`."""
    return parse(Source(name="gazette", kind=kind), payload(body, content_type, url=url))


def rss(items: str, *, channel: str = "<link>https://site.example/</link>") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/"><channel>{channel}{items}</channel></rss>'
    )


def atom(entries: str, *, attributes: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>N</title>{entries}</feed>'
    )


def only(parsed: Parsed) -> RawItem:
    (item,) = parsed.items
    return item


RSS_091 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel>
 <title>Nouvelles des m&eacute;taux</title><link>https://site.example/</link>
 <language>fr</language><pubDate>Mon, 05 May 2025 10:00:00 GMT</pubDate>
 <image><title>Logo</title><url>https://site.example/logo.gif</url></image>
 <item><title>Terres rares : quotas</title><link>https://site.example/1</link>
  <description>Des quotas &#224; l'exportation</description></item>
</channel></rss>"""

RSS_092 = """<rss version="0.92"><channel><title>Metals</title><link>https://site.example/</link>
 <item><title>Dysprosium</title><link>https://site.example/2</link>
  <source url="https://wire.example/rss">The Wire</source>
  <enclosure url="/files/a.pdf" length="9" type="application/pdf"/>
  <category>Mining</category></item>
</channel></rss>"""

RSS_10 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://site.example/"><title>Trade notices</title>
  <link>https://site.example/</link><dc:language>en</dc:language>
  <dc:date>2025-05-05T08:00:00Z</dc:date>
  <items><rdf:Seq><rdf:li rdf:resource="https://site.example/n/1"/></rdf:Seq></items>
 </channel>
 <item rdf:about="https://site.example/n/1"><title>Licence for gallium</title>
  <link>https://site.example/n/1</link><description>Required from June</description>
  <dc:creator>Office of Licences</dc:creator><dc:publisher>Ministry of Trade</dc:publisher>
  <dc:date>2025-05-04T23:30+09:00</dc:date><dc:subject>gallium</dc:subject></item>
</rdf:RDF>"""

ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en">
 <title>Old blog</title><link rel="alternate" type="text/html" href="https://blog.example/"/>
 <modified>2004-11-01T09:00:00Z</modified>
 <entry><title>Magnets</title><id>tag:blog.example,2004:1</id>
  <link rel="alternate" type="text/html" href="https://blog.example/1"/>
  <issued>2004-10-31T09:00:00+08:00</issued><modified>2004-11-01T09:00:00Z</modified>
  <content type="text/html" mode="escaped">&lt;p&gt;Neodymium&lt;/p&gt;</content></entry>
</feed>"""

ATOM_10 = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://amt.example/meldungen/">
 <title type="text">Bundesamt</title><updated>2025-05-05T10:00:00+02:00</updated>
 <link rel="self" href="https://amt.example/feed"/><link href="https://amt.example/"/>
 <entry><id>urn:uuid:1</id><title type="html">Erze &amp;amp; &lt;b&gt;Magnete&lt;/b&gt;</title>
  <link rel="edit" href="edit/1"/><link rel="alternate" type="text/html" href="1.html"/>
  <link rel="enclosure" type="application/pdf" href="1.pdf"/>
  <published>2025-05-04T10:00:00+02:00</published><updated>2025-05-05T10:00:00+02:00</updated>
  <author><name>Ann Arbor</name><email>ann@amt.example</email></author>
  <author><name>Bob Berg</name></author><category term="erz" label="Erze"/>
  <summary>Kurz</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
   <p>Seltene <em>Erden</em> &amp; mehr</p></div></content>
  <source><title>Pressestelle</title></source></entry>
</feed>"""

JSON_FEED_10 = """{"version": "https://jsonfeed.org/version/1", "title": "Old JSON",
 "home_page_url": "https://site.example/", "author": {"name": "Desk"},
 "items": [{"id": 7, "url": "/7", "title": "Seven", "content_text": "a < b",
  "date_published": "2025-05-05T10:00:00+08:00"}]}"""

JSON_FEED_11 = """{"items": [{"id": "https://site.example/8", "external_url": "https://x.example/8",
  "title": "Acht &amp; mehr", "content_html": "<p>8</p>", "content_text": "8", "summary": "s",
  "date_published": "2025-05-05", "date_modified": "2025-05-06", "language": "de",
  "authors": [{"name": "A"}, {"url": "https://b.example"}, {"name": "B"}],
  "tags": ["erz", "erz", 3, " metall "], "attachments": [{"url": "https://x.example/8.pdf"}]}],
 "language": "en", "title": "New JSON", "version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}"""
