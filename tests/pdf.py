"""Small PDF documents for tests, in Latin and Chinese script."""

from __future__ import annotations

from collections.abc import Sequence

_FONTS = {
    4: b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H"
    b" /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>",
    5: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe)"
    b" /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R /DW 500"
    b" /W [12288 65535 1000] >>",
    6: b"<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 800]"
    b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
}
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)


def pdf(*pages: Sequence[tuple[float, str]], size: float = 11) -> bytes:
    """A document of pages; each is lines as (height from the bottom in points, text)."""
    objects = {**_FONTS, 7: _stream(_TO_UNICODE)}
    kids = []
    for number, lines in enumerate(pages):
        page, content = 8 + 2 * number, 9 + 2 * number
        kids.append(f"{page} 0 R")
        drawn = "".join(
            f"BT /F {size} Tf 1 0 0 1 72 {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for y, text in lines
        )
        objects[content] = _stream(drawn.encode())
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F 4 0 R >> >> >>" % content
        )
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def encrypted_pdf() -> bytes:
    """A document that asks for a password."""
    plain = pdf([(700, "Secret annex")])
    lock = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b">"
        b" /P -4 >> /ID [<" + b"43" * 16 + b"> <" + b"43" * 16 + b">]"
    )
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R " + lock)


def lines(*texts: str, top: float = 720, step: float = 14) -> list[tuple[float, str]]:
    """Lines one below the other; "" is a blank one."""
    placed = [(top - step * number, text) for number, text in enumerate(texts)]
    return [(y, text) for y, text in placed if text]


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(data), data)


def _file(objects: dict[int, bytes]) -> bytes:
    body = b"%PDF-1.7\n"
    places = {}
    for number in sorted(objects):
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    count = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, count))
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    )
