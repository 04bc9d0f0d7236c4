"""Bytes to text: what is declared, what is true, and what is no text at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.kinds.decoding import decoded, foreign_format

ZH = "<p>商务部今天发布公告，决定对部分中重稀土相关物项实施出口管制措施。</p>"
JA = "<p>経済産業省は本日、レアアースの輸出管理措置について発表した。</p>"
RU = "<p>Министерство торговли объявило о мерах контроля</p>"
KO = "<p>산업부는 희토류 수출 통제에 대한 대응 방안을 발표했다.</p>"
TW = "<p>經濟部今天公布稀土產品出口管制的最新規定，業者應於五月前申請。</p>"
PL = "<p>Ministerstwo zapowiedziało wyższe cła na import magnesów, które są niezbędne.</p>"
EL = "<p>Το υπουργείο ανακοίνωσε νέα μέτρα για τις εξαγωγές σπάνιων γαιών.</p>"
TR = "<p>Bakanlık, nadir toprak elementleri için yeni ihracat kısıtlamaları açıkladı.</p>"
DE = "<p>Für Seltene Erden gelten größere Hürden, erklärte der Sprecher.</p>"


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("gb2312", "gb18030", ZH + "㐂"),
        ("GBK", "gb18030", ZH),
        ("x-gbk", "gb18030", ZH),
        ("big5", "big5hkscs", "<p>經濟部公告</p>"),
        ("shift_jis", "cp932", JA + "①"),
        ("x-sjis", "cp932", JA),
        ("euc-jp", "euc_jp", JA),
        ("iso-2022-jp", "iso2022_jp", JA),
        ("euc-kr", "cp949", "<p>희토류 수출 통제 똠</p>"),
        ("windows-1251", "cp1251", RU),
        ("koi8-r", "koi8_r", RU),
        ("iso-8859-1", "cp1252", DE + "“quoted”"),
        ("us-ascii", "cp1252", DE),
        ("utf-8", "utf-8", ZH + DE),
    ],
)
@pytest.mark.parametrize("place", ["header", "meta", "http-equiv", "xml"])
def test_a_declared_character_set_is_read(label: str, encoding: str, text: str, place: str) -> None:
    """As the web means it: what is called gb2312 is written in all of GB18030."""
    content_type = "text/html"
    if place == "header":
        content_type += f"; charset={label}"
    elif place == "meta":
        text = f"<meta charset='{label}'>{text}"
    elif place == "http-equiv":
        kind = f"text/html; charset={label}"
        text = f'<META http-equiv="Content-Type" content="{kind}">{text}'
    else:
        text = f'<?xml version="1.0" encoding="{label}"?>{text}'

    assert decoded(text.encode(encoding), content_type) == (text, ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_before_all_else(mark: bytes, encoding: str) -> None:
    body = mark + ZH.encode(encoding)

    assert decoded(body, "text/html; charset=koi8-r") == (ZH, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_known_without_a_mark(encoding: str) -> None:
    assert decoded(ZH.encode(encoding), None) == (ZH, ())


@pytest.mark.parametrize("label", ["iso-8859-1", "gbk", "windows-1251", "shift_jis"])
def test_utf_8_that_is_declared_as_something_else_is_read_as_utf_8(label: str) -> None:
    text, warnings = decoded(ZH.encode(), f"text/html; charset={label}")

    assert text == ZH
    assert len(warnings) == 1
    assert warnings[0].endswith("read as utf-8")


def test_the_declaration_of_the_page_is_tried_where_that_of_the_server_fails() -> None:
    page = f"<meta charset=gb2312>{ZH}"

    text, warnings = decoded(page.encode("gb18030"), "text/html; charset=utf-8")

    assert text == page
    assert warnings == ("declared as utf-8, read as gb18030",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ZH, "gb18030"),
        (JA, "cp932"),
        (JA, "euc_jp"),
        (JA, "iso2022_jp"),
        (RU, "cp1251"),
        (RU, "koi8-r"),
        (RU, "iso8859-5"),
        (DE, "cp1252"),
        (KO, "cp949"),
        (TW, "big5"),
        (PL, "cp1250"),
        (PL, "iso8859-2"),
        (EL, "cp1253"),
        (TR, "cp1254"),
        ("<title>Rare earths – the miners’ view</title>", "cp1252"),
    ],
)
def test_what_is_declared_nowhere_is_guessed_with_a_warning(text: str, encoding: str) -> None:
    read, warnings = decoded(text.encode(encoding), None)

    assert read == text
    assert warnings[0].startswith("no character set is declared; read as ")


def test_plain_utf_8_needs_no_declaration() -> None:
    assert decoded(ZH.encode(), None) == (ZH, ())


@pytest.mark.parametrize("declared", [None, "text/html; charset=utf-8"])
def test_a_bad_byte_costs_itself_and_a_warning(declared: str | None) -> None:
    body = ZH.encode() + b"\xff" + DE.encode() + b"\xe4\xb8"

    text, warnings = decoded(body, declared)

    assert text == f"{ZH}\ufffd{DE}"
    assert warnings == (
        "cut off inside a character",
        "unreadable bytes replaced: 1, read as utf-8",
    )


def test_a_replacement_character_that_the_page_has_itself_is_not_counted() -> None:
    body = f"{ZH}\ufffd\ufffd{DE}".encode() + b"\xff"

    assert decoded(body, None)[1] == ("unreadable bytes replaced: 1, read as utf-8",)


def test_a_bad_byte_in_a_national_encoding_does_not_lose_the_page() -> None:
    body = ZH.encode("gb18030") + b"\xff" + ZH.encode("gb18030")

    text, warnings = decoded(body, "text/html; charset=gbk")

    assert text.count(ZH) == 2
    assert warnings == ("unreadable bytes replaced: 1, read as gb18030",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ZH, "gb18030"), (RU, "cp1251"), (PL, "iso8859-2"), (JA, "euc_jp"), (KO, "cp949")],
)
@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "shift_jis", "windows-1253"])
def test_a_wrong_declaration_is_overruled_and_said(text: str, encoding: str, label: str) -> None:
    page = f"<meta charset={label}>{text}"

    read, warnings = decoded(page.encode(encoding), None)

    assert read == page
    assert len(warnings) == 1
    assert warnings[0].startswith("declared as ")


def test_the_right_one_of_two_declarations_is_found() -> None:
    page = f"<meta charset=euc-kr>{KO}"

    assert decoded(page.encode("cp949"), "text/html; charset=iso-8859-1")[0] == page
    assert decoded(page.encode("utf-8"), "text/html; charset=utf-8") == (page, ())


def test_a_declaration_behind_a_long_script_counts() -> None:
    page = f"<script>{'x' * 9000}</script><meta charset=iso-8859-2><p>Čas</p>"

    assert decoded(page.encode("iso-8859-2"), None) == (page, ())


def test_quotes_of_windows_in_a_page_of_utf_8_are_read() -> None:
    body = DE.encode() + b" it\x92s \x93so\x94 "

    text, warnings = decoded(body, "text/html; charset=utf-8")

    assert text == f"{DE} it’s “so” "
    assert warnings == ("bytes of windows-1252 in UTF-8: 3",)


@pytest.mark.parametrize("text", [DE + "Größe, Häfen", ZH, RU])
def test_text_encoded_twice_is_read_as_meant(text: str) -> None:
    twice = "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )

    read, warnings = decoded(twice.encode(), "text/html; charset=utf-8")

    assert read == text
    assert warnings == ("text encoded twice, read as meant",)


def test_text_about_encoding_twice_stays() -> None:
    page = DE + "<p>Aus é wird Ã©, aus ü wird Ã¼, aus ß wird ÃŸ: große Übung.</p>" + DE

    assert decoded(page.encode(), None) == (page, ())


def test_japanese_mail_of_windows_is_read() -> None:
    body = b'\x1b$B-!%l%"%"!<%9\x1b(B and \x1b(I1\x1b(B'

    assert decoded(body, "text/plain; charset=iso-2022-jp") == ("①レアアース and ｱ", ())


def test_names_in_traditional_chinese_keep_their_dot() -> None:
    page = "<p>約翰‧史密斯說～</p>"

    assert decoded(page.encode("cp950"), "text/html; charset=big5") == (page, ())


@pytest.mark.parametrize("label", ["zip", "punycode", "unicode_escape", "utf-7", "x-none", "ß"])
def test_a_label_that_is_no_character_set_of_the_web_is_ignored(label: str) -> None:
    assert decoded(ZH.encode(), f"text/html; charset={label}") == (ZH, ())


def test_a_stray_nul_costs_itself_and_a_warning() -> None:
    text, warnings = decoded(b"rare\0 earths" + b" " * 1000, None)

    assert text.strip() == "rare earths"
    assert warnings == ("NUL bytes taken out: 1",)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"%PDF-1.7\n%text", "a PDF document"),
        (b"PK\x03\x04\x14", "a ZIP archive or an Office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP image"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\0\0\0\x20ftypisom", "a video"),
    ],
)
def test_other_formats_are_named(body: bytes, name: str) -> None:
    assert foreign_format(body) == name
    with pytest.raises(ParseError, match=f"report: is {name}, not text"):
        decoded(body, None, subject="report")


@pytest.mark.parametrize(
    "body", [b"\0" * 99, bytes(range(256)), b"\x01\0\0\0\x02\0\0\0" * 99, b"a\0b\0\x05\0c\0" * 99]
)
def test_control_characters_are_no_text(body: bytes) -> None:
    with pytest.raises(ParseError, match="is binary, not text, though declared as text/html"):
        decoded(body, "text/html")


@given(st.binary(max_size=200), st.sampled_from([None, "charset=gbk", "charset=utf-16", "é"]))
def test_any_bytes_are_text_or_an_error(body: bytes, content_type: str | None) -> None:
    try:
        text, _ = decoded(body, content_type)
    except ParseError:
        return
    assert text.encode("utf-8") or not text


@given(st.text(max_size=200))
def test_utf_8_comes_back_as_it_went(text: str) -> None:
    body = text.encode().replace(b"\0", b"").removeprefix(codecs.BOM_UTF8)
    if foreign_format(body) or any(byte < 32 for byte in body):
        return

    assert decoded(body, "text/plain; charset=utf-8") == (body.decode(), ())


@pytest.mark.parametrize("declared", [None, "text/html; charset=utf-8"])
@pytest.mark.parametrize("broken", [(b"\xc3", b"\xe2"), (b"\xcf", b"\xf0"), (b"\xe4\xbd", b"\xd0")])
def test_a_few_broken_bytes_do_not_make_another_script(
    declared: str | None, broken: tuple[bytes, bytes]
) -> None:
    page = b"<p>Exporters will need a licence.</p>" * 20 + b"<td>%b</td><i>%b</i>" % broken

    text, warnings = decoded(page, declared)

    assert text.endswith("<td>\ufffd</td><i>\ufffd</i>")
    assert "unreadable bytes replaced: 2, read as utf-8" in warnings


@pytest.mark.parametrize("declared", [None, "text/html; charset=utf-8"])
def test_a_letter_of_windows_in_a_page_of_ascii_is_read(declared: str | None) -> None:
    page = "<p>Exporters need a licence.</p>" * 20 + "<p>Café “naïve”</p>"

    assert decoded(page.encode("cp1252"), declared)[0] == page


def test_broken_bytes_beside_the_words_do_not_change_their_character_set() -> None:
    page = f"<p>{EL}</p>".encode("iso8859-7") + b"<!-- \x81\xff --><i>\x81\xff</i>"

    assert EL in decoded(page, None)[0]
