"""Names of feeds as feedparser knows them, without loading it: the fast reader speaks by them.

tests/unit/test_feed_fast.py compares these tables with the installed feedparser.
"""

from __future__ import annotations

from collections.abc import Mapping

HISTORY = "http://purl.org/syndication/history/1.0"
"""Namespace of RFC 5005, which feedparser does not know."""
XHTML = "http://www.w3.org/1999/xhtml"
ATOM_10 = "http://www.w3.org/2005/Atom"
ATOM_03 = "http://purl.org/atom/ns#"
RSS_10 = "http://purl.org/rss/1.0/"
RSS_090 = "http://my.netscape.com/rdf/simple/0.9/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XLINK = "http://www.w3.org/1999/xlink"
USERLAND = "backend.userland.com/rss"
"""Whatever namespace holds this is none: so RSS 2.0 was once written."""

NAMESPACES: Mapping[str, str] = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    RSS_10: "",
    RSS_090: "",
    ATOM_03: "",
    ATOM_10.lower(): "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://creativecommons.org/ns#license": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    RDF: "rdf",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://wellformedweb.org/commentapi/": "wfw",
    XHTML: "xhtml",
    "http://podlove.org/simple-chapters": "psc",
    HISTORY: "fh",
}
"""Prefix under which the elements of a namespace, in small letters, are known.

Those feedparser knows and gives no meaning to are left out where documents use other prefixes
for them than it does.
"""

PREFIXES_WITH_MEANING = frozenset(
    "cc content creativecommons dc dcterms feedburner fh georss gml itunes media psc xhtml".split()
)
"""A prefix of these is understood whatever namespace it stands for."""

WITH_MEANING = frozenset(
    """
    abstract author body category cc_license channel
    cloud content content_encoded contributor copyright created creativeCommons_license
    creativecommons_license dc_author dc_contributor dc_creator dc_date dc_description dc_language
    dc_publisher dc_rights dc_subject dc_title dcterms_created dcterms_issued dcterms_modified
    dcterms_valid description email enclosure entry expirationdate feed
    feedburner_browserfriendly fullitem generator geom georss_box georss_line georss_point
    georss_polygon georss_where georssgeom gml_exterior gml_linearring gml_linestring gml_point
    gml_polygon gml_pos gml_poslist guid height homepage id image info issued item itunes_author
    itunes_block itunes_category itunes_email itunes_explicit itunes_image itunes_keywords
    itunes_link itunes_name itunes_owner itunes_subtitle itunes_summary keywords language
    lastbuilddate link managingeditor media_category media_content media_credit media_description
    media_group media_keywords media_license media_player media_rating media_restriction
    media_thumbnail media_title modified name newlocation psc_chapter psc_chapters pubdate
    published rights rss source subtitle summary tagline tags textInput textinput title updated
    uri url webmaster where width xhtml_body
    """.split()
)
"""Every element that feedparser has a handler for."""

WITHOUT_EFFECT = frozenset(
    """
    cc_license cloud copyright creativecommons_license dc_contributor dc_rights dcterms_valid
    email expirationdate feedburner_browserfriendly generator geom georss_box georss_line
    georss_point georss_polygon georss_where georssgeom gml_exterior gml_linearring gml_linestring
    gml_point gml_polygon gml_pos gml_poslist height homepage info itunes_block itunes_explicit
    itunes_image itunes_link itunes_subtitle media_credit media_license media_player media_rating
    media_restriction media_thumbnail name newlocation psc_chapter psc_chapters rights subtitle
    tagline uri url width
    """.split()
)
"""Handled, but into values that no item has."""

TEXTS_WITHOUT_EFFECT = frozenset(
    "copyright dc_rights feedburner_browserfriendly info itunes_subtitle rights subtitle"
    " tagline".split()
)
"""Of these, those that may hold mark-up."""

STORED = frozenset(
    """
    authors content created enclosures entries feedburner_origlink guidislink id language link
    links published publisher source source_detail summary summary_detail tags title title_detail
    updated category image textinput
    """.split()
)
"""Names under which feedparser stores what is read: an unknown element of such a name clashes."""

HTML_ELEMENTS = frozenset(
    """
    a abbr acronym address area article aside audio b big blockquote br button canvas caption
    center cite code col colgroup command datagrid datalist dd del details dfn dialog dir div dl
    dt em event-source fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i
    img input ins kbd keygen label legend li m map menu meter multicol nav nextid noscript ol
    optgroup option output p pre progress q s samp section select small sound source spacer span
    strike strong sub sup table tbody td textarea tfoot th thead time tr tt u ul var video
    """.split()
)
"""Text with other tags than these is not taken for HTML where it does not say what it is."""

WINDOWS_1252: Mapping[int, str] = {
    byte: bytes((byte,)).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""What control characters are meant for: bytes of Windows-1252 that were taken for Latin-1."""

DATES = {
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "dcterms_issued": "published",
    "updated": "updated",
    "modified": "updated",
    "lastbuilddate": "updated",
    "dc_date": "updated",
    "dcterms_modified": "updated",
}
"""Elements of a feed and of its entries that hold a date, and feedparser's name for it."""
