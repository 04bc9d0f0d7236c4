"""Article pages and documents that mean harm, behind feeds that mean well."""

from __future__ import annotations

import zlib

from tests.hostile.behaviour import Behaviour, Body, Expected, Stored, by_path, entry, rss, says
from tests.hostile.by_coding import bomb
from tests.hostile.by_kind import HTML, PROSE, inside, page, places_inside
from tests.pdf import encrypted_pdf, pdf

_FULL = {"full_text": True}


def drawing_without_end() -> bytes:
    """A document of one page that takes PDFium 1.5 GB: 128 MB of instructions in 400 kB."""
    packer = zlib.compressobj(9)
    letters = b"BT /F 11 Tf 1 0 0 1 72 700 Tm <0041> Tj ET\n" * 25_000
    packed = b"".join([*(packer.compress(letters) for _ in range(120)), packer.flush()])
    plain = pdf([(700, "X")])
    start = plain.index(b"9 0 obj\n")
    end = plain.index(b"endobj", start)
    drawn = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\n" % (
        len(packed),
        packed,
    )
    return plain[:start] + b"9 0 obj\n" + drawn + plain[end:]


def with_page(name: str, expects: Expected, body: Body, *headers: str) -> Behaviour:
    """A good feed of one item whose page is bad."""
    feed = says("200 OK", body=lambda asked: rss(entry("Notice one", link=f"{asked.here}/page")))
    answer = by_path({"/feed": feed, "/page": says("200 OK", *headers, body=body)})
    return Behaviour(name=name, source=_FULL, answer=answer, expects=expects, requests=4)


BEHAVIOURS = (
    Behaviour(
        name="links its items to places inside",
        source=_FULL,
        answer=says(
            "200 OK",
            body=lambda asked: rss(
                *(entry(f"Notice {n}", link=one) for n, one in enumerate(places_inside(asked)))
            ),
        ),
        expects=Stored(items=5, part="forbidden", warns="no page: forbidden"),
    ),
    Behaviour(
        name="has articles that explode",
        source=_FULL,
        answer=by_path(
            {
                "/feed": says(
                    "200 OK", body=lambda asked: rss(entry("Notice one", f"{asked.here}/page"))
                ),
                "/page": bomb("200 OK", "gzip"),
            }
        ),
        expects=Stored(items=1, titles=("Notice one",), part="too-large"),
        requests=3,
    ),
    with_page(
        "sends readers inside by script",
        Stored(items=1, titles=("Notice one",)),
        lambda asked: page(f"<script>location.href='{inside(asked)}'</script>"),
        HTML,
    ),
    with_page(
        "sends readers in a circle by script",
        Stored(items=1, titles=("Notice one",)),
        lambda asked: page(f"<script>location.href='/page?{asked.number}'</script>"),
        HTML,
    ),
    with_page(
        "frames a place inside",
        Stored(items=1, titles=("Notice one",)),
        lambda asked: page(f"<iframe src='{inside(asked)}'></iframe>"),
        HTML,
    ),
    with_page(
        "has a login for a page",
        Stored(items=1, warns="a login page"),
        page("<form><input type='password'></form>", "Sign in"),
        HTML,
    ),
    with_page(
        "nests a page 100,000 times",
        Stored(items=1, titles=("Notice one",)),
        page("<div>" * 100_000 + PROSE),
        HTML,
    ),
    with_page(
        "locks its PDF",
        Stored(items=1, warns="the PDF is encrypted; not read"),
        encrypted_pdf(),
        "Content-Type: application/pdf",
    ),
    with_page(
        "sends half a PDF", Stored(items=1), encrypted_pdf()[:300], "Content-Type: application/pdf"
    ),
    with_page(
        "sends a PDF that counts a million pages",
        Stored(items=1),
        encrypted_pdf().replace(b"/Count 1", b"/Count 1000000"),
        "Content-Type: application/pdf",
    ),
    with_page(
        "sends a PDF that draws without end",
        Stored(items=1, warns="draws more than 300,000 things"),
        drawing_without_end(),
        "Content-Type: application/pdf",
    ),
)
