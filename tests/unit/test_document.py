"""What a file is taken for, and what is read out of mails."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from monitor.errors import ParseError
from monitor.kinds import Parsed
from monitor.model import RawItem
from tests.pdf import encrypted_pdf, lines, pdf
from tests.unit.feed_samples import ATOM_10, JSON_FEED_11, RSS_091, RSS_10, only, read

FILE = "file:///papers/a.txt"


def document(body: bytes | str, content_type: str | None = None) -> Parsed:
    return read(body, content_type, url=FILE, kind="document")


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "a@a.example", "Message-ID": "<1@a.example>"}.items():
        message[name] = value
    for name, value in headers.items():
        del message[name]
        message[name] = value
    return message


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>Ore",
        "<!DOCTYPE html>\n<title>Ore</title>",
        '<?xml version="1.0"?><!-- saved --><html xmlns="http://www.w3.org/1999/xhtml"/>',
        "<p>A piece of a page</p>",
        "<rdf><div>not RSS</div></rdf>",
    ],
)
def test_a_page_is_one_item_of_html(body: str) -> None:
    assert only(document(body, "text/plain")) == RawItem(
        source="gazette", url=FILE, content=body, content_type="text/html", is_page=True
    )


@pytest.mark.parametrize(
    "body",
    [
        "Rare earths\n\nPrices rose.",
        "a < b and <b>bold</b>",
        "# Heading",
        '{"a": 1}',
        "Title: x\nDate: 2025-05-05\nFrom: a newspaper\n\nText",
    ],
)
def test_other_text_is_one_item_as_it_stands(body: str) -> None:
    assert only(document(body)) == RawItem(
        source="gazette", url=FILE, content=body, content_type="text/plain", is_page=True
    )


def test_a_file_that_says_html_is_html_if_it_has_a_tag() -> None:
    assert only(document("Ore <b>bold</b>", "text/html")).content_type == "text/html"
    assert only(document("Ore, not bold", "text/html")).content_type == "text/plain"


@pytest.mark.parametrize("body", [RSS_091, RSS_10, ATOM_10, JSON_FEED_11])
def test_a_saved_feed_is_its_items(body: str) -> None:
    parsed = document(body, "text/html")

    assert parsed.feed is not None
    assert not only(parsed).is_page


def test_other_xml_is_no_feed() -> None:
    assert only(document("<feed><from/></feed>")).is_page


def test_what_is_doubtful_about_the_bytes_is_said() -> None:
    item = only(document("Größe".encode("cp1252")))

    assert item.content == "Größe"
    assert item.warnings


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe \0", b"\0\0"])
def test_an_empty_file_is_an_error(body: bytes) -> None:
    with pytest.raises(ParseError, match=r"file:///papers/a\.txt: is empty"):
        document(body)


def test_another_format_is_an_error_that_names_it() -> None:
    with pytest.raises(ParseError, match="is a ZIP archive or an Office document, not text"):
        document(b"PK\x03\x04...", "text/plain")


def test_a_pdf_is_one_item_of_its_text() -> None:
    item = only(document(pdf(lines("Notice on magnets", "", "A licence is needed."))))

    assert item.content == "Notice on magnets\n\nA licence is needed."
    assert (item.content_type, item.is_page) == ("text/plain", True)


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        (b"%PDF-1.7\n...", "is a damaged PDF document"),
        (pdf([]), "the PDF has no text in it: a scanned document"),
        (encrypted_pdf(), "the PDF is encrypted; not read"),
    ],
)
def test_a_pdf_without_readable_text_is_an_error(body: bytes, fact: str) -> None:
    with pytest.raises(ParseError, match=f"a.txt: {fact}"):
        document(body)


def test_a_mail_is_one_item_of_its_html() -> None:
    message = mail(
        From='"Müller, Ann" <ann@a.example>, desk@a.example',
        Subject="稀土出口管制公告：关于对部分中重稀土相关物项实施出口管制的决定",
        Date="Mon, 05 May 2025 10:00:00 +0800",
    )
    message.set_content("Text")
    message.add_alternative("<p>稀土</p>", subtype="html", charset="gb18030")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")

    assert only(document(bytes(message))) == RawItem(
        source="gazette",
        id="1@a.example",
        url=FILE,
        title="稀土出口管制公告：关于对部分中重稀土相关物项实施出口管制的决定",
        published="Mon, 05 May 2025 10:00:00 +0800",
        date_origin="mail",
        authors=("Müller, Ann", "desk@a.example"),
        content="<p>稀土</p>\n",
        content_type="text/html",
    )


def test_a_mail_without_html_is_its_text() -> None:
    message = mail(Subject="Quota")
    message.set_content("Zölle\n", charset="iso-8859-1")
    message.add_attachment("<p>not this</p>", subtype="html", filename="page.html")

    item = only(document(bytes(message)))

    assert (item.content, item.content_type) == ("Zölle\n", "text/plain")


def test_a_mail_without_text_says_so() -> None:
    item = only(document(b"From: a@a.example\nMessage-ID: <1@a>\n\n"))

    assert (item.content, item.warnings) == (None, ("the mail has no text",))


def test_a_mail_with_few_headers_is_known_by_its_type() -> None:
    body = "Subject: Quota\n\nText"

    assert only(document(body, "message/rfc822")).title == "Quota"
    assert only(document(body)).title is None
    assert only(document("No headers", "message/rfc822")).content == "No headers"


def test_a_mail_out_of_a_mailbox_begins_with_a_line_of_its_own() -> None:
    body = "From a@a.example Mon May  5 10:00:00 2025\nReceived: by x\nFrom: A <a@a.example>\n\nT"

    assert only(document(body)).authors == ("A",)


def test_headers_written_as_bytes_are_read_in_the_charset_of_the_text() -> None:
    body = (
        "From: 张三 <z@a.example>\nMessage-ID: <2@a>\nSubject: 稀土\n"
        "Content-Type: text/plain; charset=gb2312\n\n出口管制"
    ).encode("gb18030")

    item = only(document(body))

    assert (item.title, item.authors, item.content) == ("稀土", ("张三",), "出口管制")


def test_a_mail_that_is_archived_leads_there() -> None:
    message = mail(**{"Archived-At": "<https://list.example/1>"})

    assert only(document(bytes(message))).url == "https://list.example/1"


@pytest.mark.parametrize(
    "broken",
    [
        "Subject: =?nonsense?q?a?= =?utf-8?b?%%%?=",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nno end",
        "Content-Type: text/plain; charset*0*=''%ff; charset*2=x",
        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!",
        "From: =?utf-8?q?=ff?= <>, ,(((\n",
        "Content-Type: ;;;\nDate: \n",
    ],
)
def test_a_broken_mail_is_still_an_item(broken: str) -> None:
    body = f"From: a@a.example\nMessage-ID: <1@a>\n{broken}\n\nText"

    assert only(document(body)).id == "1@a"
