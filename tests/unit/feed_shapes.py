"""Feeds put together from pieces that occur, in any order: for comparing two readers."""

from __future__ import annotations

from hypothesis import strategies as st

NAMESPACES = (
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
    ' xmlns:fh="http://purl.org/syndication/history/1.0"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    ' xmlns:gd="http://schemas.google.com/g/2005"'
)
ATOM_NAMESPACES = NAMESPACES.replace(' xmlns:atom="http://www.w3.org/2005/Atom"', "")

_TEXTS = (
    "",
    " ",
    "Rare earths",
    " Quota \n set ",
    "R&amp;D &lt;b&gt;bold&lt;/b&gt;",
    "AT&amp;amp;T &amp;nbsp; x",
    "a &lt; b &amp; c",
    "&lt;p&gt;One&lt;/p&gt;",
    "&lt;foo&gt; &amp;eacute; &lt;/foo&gt;",
    "<![CDATA[<p>Neodym &amp; more&nbsp;</p>]]>",
    "<![CDATA[plain]]> and <!-- said --> more",
    "稀土出口管制",
    "caf\u00e9 \u0091quoted\u0092",
    "Ã¼ber Ã©t\u00c3\u00a9",
    "&#228;&#x20AC;&#8217;",
    "x <?php echo 1 ?> y",
)
_NAMED_TEXTS = ("Fish &nbsp; chips &eacute;", "a &copy; b")
_ADDRESSES = (
    "https://a.example/1",
    " /2?a=1&amp;b=2 ",
    "3.html",
    "",
    "http:////b.example/x",
    "urn:uuid:5",
    "https://a.example/x;y;?q#f",
    "https://ü.example/ä ö",
    "mailto:a@b.example",
    "https://a.example/a&amp;amp;b",
)
_DATES = ("Mon, 05 May 2025 10:00:00 GMT", "2025-05-05T10:00:00+08:00", "", "gestern")
_PEOPLE = ("Li Na", "desk@a.example (Li Na)", "Li &lt;a@b.example&gt;", "a@b.example", "")

texts = st.sampled_from(_TEXTS)
_addresses = st.sampled_from(_ADDRESSES)
_dates = st.sampled_from(_DATES)
_people = st.sampled_from(_PEOPLE)
_languages = st.sampled_from(
    ("", "", "", "", ' xml:lang="de"', ' xml:lang="zh_CN"', ' xml:lang=""', ' lang="fr"')
)
_bases = st.sampled_from(("", "", "", "", ' xml:base="https://base.example/x/"', ' xml:base="y/"'))
_types = st.sampled_from(
    (
        *("", "", ' type="html"', ' type="text"', ' type="text/html"', ' type="TEXT/plain"'),
        *(' type="html" mode="escaped"', ' type="application/xml"', ' type="xhtml"'),
    )
)
_XHTML = (
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; <em class="x">two</em></p></div>',
    '\n <div xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">a<br/>b</div>\n ',
    '<p xmlns="http://www.w3.org/1999/xhtml">a</p><div xmlns="http://www.w3.org/1999/xhtml"/>',
    'x <div xmlns="http://www.w3.org/1999/xhtml">y &lt; <a REL="Next" href="/q&quot;">z</a></div>',
    "<p>no namespace</p>",
    '<div xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></div>',
    '<div xmlns="http://www.w3.org/1999/xhtml"><title>t</title><body>b</body></div>',
    '<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>t</h:p></h:div>',
)


def _tag(
    name: str, inside: st.SearchStrategy[str], *more: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    return st.builds(
        lambda attributes, text: f"<{name}{''.join(attributes)}>{text}</{name}>",
        st.tuples(*more),
        inside,
    )


def _either(*names: str, inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(*(_tag(name, inside, _languages) for name in names))


_person = st.builds(
    lambda name, mail, more: f"{name}{mail}{more}",
    _tag("name", _people),
    st.one_of(st.just(""), _tag("email", st.just("a@b.example"))),
    st.sampled_from(("", "<uri>https://a.example/me</uri>", '<gd:image rel="x" src="y"/>', "z")),
)
_category = st.one_of(
    _tag("category", texts, st.sampled_from(("", ' domain="x"', ' term="t" label="L"'))),
    st.sampled_from(('<category term="erz" scheme="s"/>', '<category label="only"/>')),
    _either("dc:subject", "media:category", "itunes:keywords", "media:keywords", inside=texts),
    st.just('<itunes:category text="News"><itunes:category text="Daily"/></itunes:category>'),
)
_link = st.one_of(
    _tag("link", _addresses, _bases),
    st.builds(
        lambda rel, kind, to, base: f"<link{rel}{kind}{base} href='{to}'/>",
        st.sampled_from(("", ' rel="alternate"', ' rel="self"', ' rel="enclosure"', ' rel="next"')),
        st.sampled_from(("", ' type="text/html"', ' type="application/pdf"', ' type="XHTML"')),
        _addresses,
        _bases,
    ),
)
_text_elements = st.one_of(
    _tag("title", texts, _types, _languages, _bases),
    _tag("summary", texts, _types, _languages),
    _tag("content", texts, _types, _languages, _bases),
    _tag("content", st.sampled_from(_XHTML), _types, _languages),
    _tag("title", st.sampled_from(_XHTML), st.just(' type="xhtml"')),
    _either(
        "description", "content:encoded", "dc:title", "dc:description", "media:title",
        "media:description", "itunes:summary", "itunes:subtitle", "rights", "fullitem",
        inside=texts,
    ),
)  # fmt: skip
_media = st.builds(
    lambda name, inner: (
        f"<media:{name} url='https://a.example/m.jpg'>{''.join(inner)}</media:{name}>"
    ),
    st.sampled_from(("group", "content")),
    st.lists(
        st.one_of(
            _either("media:title", "media:description", "media:credit", inside=texts),
            st.sampled_from(
                (
                    '<media:thumbnail url="x"/>',
                    '<media:content url="https://a.example/2.mp4"/>',
                    "<media:community><media:starRating count='2'/></media:community>",
                    "<title>odd</title>",
                )
            ),
        ),
        max_size=3,
    ),
)
_noise = st.sampled_from(
    (
        "<comments>https://a.example/c</comments>",
        "<slash:comments>3</slash:comments>",
        "<thr:in-reply-to ref='x'/>",
        "<georss:point>45.2 -71.9</georss:point>",
        "<georss:point>north</georss:point>",
        "<georss:where><gml:Point><gml:pos>1 2</gml:pos></gml:Point></georss:where>",
        "<georss:where><gml:Point srsName='EPSG:x'><gml:pos>1</gml:pos></gml:Point></georss:where>",
        "<podcast:transcript url='x'/>",
        "<podcast:person>Ann</podcast:person>",
        "<itunes:duration>5:00</itunes:duration>",
        "<itunes:explicit>no</itunes:explicit>",
        "<itunes:image href='https://a.example/i.jpg'/>",
        "<image>https://a.example/i.jpg</image>",
        "<image><url>https://a.example/i.jpg</url></image>",
        "<image><title>I</title><url>x</url></image>",
        "<views>5</views>",
        "<box><title>boxed</title></box>",
        "<tags>a, b,,c</tags>",
        "<links>x</links>",
        "words between",
        "<feedburner:origLink>https://a.example/orig</feedburner:origLink>",
        "<x:y xmlns:x='urn:x'><x:z>1</x:z></x:y>",
        "<y xmlns='urn:y'>1</y>",
        "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Own</dc:creator>",
        "<source url='https://wire.example/rss'>The Wire</source>",
        "<source/>",
        "<source><title>Wire</title><id>w</id><author><name>W</name></author></source>",
        "<enclosure url='/f.pdf' length='9' type='application/pdf'/>",
        "<enclosure/>",
        "<contributor><name>Con</name></contributor>",
        "<dc:contributor>Con</dc:contributor>",
        "<dc:publisher>Ministry</dc:publisher>",
        "<dc:language>ja</dc:language>",
        "<language>ko</language>",
    )
)
members = st.one_of(
    _text_elements,
    _text_elements,
    _link,
    st.builds(
        lambda flag, to: f"<guid{flag}>{to}</guid>",
        st.sampled_from(("", ' isPermaLink="false"', ' isPermaLink="true"')),
        _addresses,
    ),
    _tag("id", _addresses, _bases),
    _either(
        "pubDate", "published", "updated", "dc:date", "dcterms:issued", "created", "modified",
        inside=_dates,
    ),
    _either("author", "dc:creator", "itunes:author", inside=_people),
    _tag("author", _person),
    _category,
    _media,
    _noise,
)  # fmt: skip
_of_feeds = st.sampled_from(
    (
        "<title>Gazette</title>",
        "<title type='html'>R&amp;amp;D</title>",
        "<link>https://site.example/</link>",
        "<link href='https://site.example/'/>",
        "<link rel='self' href='https://site.example/feed'/>",
        "<link rel='next' href='?page=2'/>",
        "<id>urn:feed</id>",
        "<id>https://site.example/id</id>",
        "<description>All &lt;b&gt;news&lt;/b&gt;</description>",
        "<itunes:summary>All</itunes:summary>",
        "<subtitle>All</subtitle>",
        "<language>de-AT</language>",
        "<dc:language>en</dc:language>",
        "<pubDate>Mon, 05 May 2025 10:00:00 GMT</pubDate>",
        "<lastBuildDate>Tue, 06 May 2025 10:00:00 GMT</lastBuildDate>",
        "<updated>2025-05-05T10:00:00Z</updated>",
        "<author><name>Desk</name></author>",
        "<managingEditor>desk@a.example (Desk)</managingEditor>",
        "<webMaster>w@a.example</webMaster>",
        "<generator>https://wordpress.org/?v=6.4</generator>",
        "<generator uri='https://x.example'>Hugo</generator>",
        "<ttl>60</ttl>",
        "<sy:updatePeriod>hourly</sy:updatePeriod>",
        "<sy:updateFrequency>2</sy:updateFrequency>",
        "<fh:complete/>",
        "<skipHours><hour>1</hour></skipHours>",
        "<cloud domain='x' port='80'/>",
        "<image><title>Logo</title><url>x</url><link>https://l.example/</link></image>",
        "<textInput><title>S</title><description>d</description><name>q</name></textInput>",
        "<itunes:owner><itunes:name>O</itunes:name><itunes:email>e</itunes:email></itunes:owner>",
        "<itunes:category text='News'/>",
        "<category>News</category>",
        "<rights type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>(c)</div></rights>",
        "<contributor><name>C</name></contributor>",
        "<logo>https://site.example/l.png</logo>",
    )
)


@st.composite
def feeds(draw: st.DrawFn) -> str:
    """Return a feed that is well-formed, or nearly so."""
    form = draw(st.sampled_from(("rss", "atom", "atom03", "rdf")))
    name = "item" if form in ("rss", "rdf") else "entry"
    entries = draw(
        st.lists(
            _tag(name, st.lists(members, max_size=8).map("".join), _languages, _bases), max_size=3
        )
    )
    around = draw(st.lists(_of_feeds, max_size=6, unique=True))
    spoken = draw(_languages) + draw(_bases)
    if draw(st.integers(0, 15)) == 0:
        entries.append(f"<{name}><title>{draw(st.sampled_from(_NAMED_TEXTS))}</title></{name}>")
    head, items = "".join(around), "".join(entries)
    match form:
        case "rss":
            inside = f"{head}{items}" if draw(st.booleans()) else f"{items}{head}"
            return f"<rss version='2.0'{NAMESPACES}{spoken}><channel>{inside}</channel></rss>"
        case "rdf":
            return (
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                f" xmlns='http://purl.org/rss/1.0/'{ATOM_NAMESPACES}{spoken}>"
                "<channel rdf:about='x'>"
                f"{head}<items><rdf:Seq><rdf:li resource='x'/></rdf:Seq></items></channel>"
                f"{items}</rdf:RDF>"
            )
        case "atom03":
            address = "http://purl.org/atom/ns#"
            version = " version='0.3'"
        case _:
            address, version = "http://www.w3.org/2005/Atom", ""
    return f"<feed{version} xmlns='{address}'{ATOM_NAMESPACES}{spoken}>{head}{items}</feed>"
