"""Mails of a mailbox as items: which are wanted, what their address is, how digests are split."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.errors import ParseError
from monitor.kinds import Parsed, kind_of
from monitor.kinds.mailbox import MailboxOptions, parse_mailbox
from monitor.model import Access, Source
from tests import build
from tests.imap_server import letter


def mailbox(options: dict[str, Any] | None = None, **given: Any) -> Source:
    return build.source(
        kind="mailbox",
        **{"url": "imaps://mail.example.com", **given},
        options=MailboxOptions(**(options or {})),
    )


def read(body: bytes, options: dict[str, Any] | None = None, **given: Any) -> Parsed:
    url = "imaps://mail.example.com/INBOX;UIDVALIDITY=7/;UID=3"
    payload = build.payload(body, url=url, content_type="message/rfc822")
    return parse_mailbox(mailbox(options, **given), payload)


def page(text: str, **headers: str) -> bytes:
    return letter("Notice", text, number=1, Content_Type="text/html; charset=utf-8", **headers)


def test_a_mail_is_an_item_known_by_its_message_id() -> None:
    body = letter(
        "Licences", "Dysprosium.", number=4, List_Id='"Trade notices" <notices.trade.example.org>'
    )

    parsed = read(body)

    assert parsed == Parsed(
        items=(
            build.raw_item(
                id="4@trade.example.org",
                title="Licences",
                published="Wed, 06 May 2026 08:04:00 +0000",
                date_origin="mail",
                authors=("Trade Office",),
                publisher="Trade notices",
                content="Dysprosium.\r\n",
                content_type="text/plain",
                tags=("notices.trade.example.org",),
            ),
        ),
        is_window=False,
    )


def test_a_mail_without_a_message_id_is_known_by_its_place() -> None:
    item = read(letter(Message_ID="")).items[0]

    assert item.id == "imaps://mail.example.com/INBOX;UIDVALIDITY=7/;UID=3"


def test_a_configured_publisher_stands_before_the_list() -> None:
    body = letter(List_Id="Other <x.example.org>")

    assert read(body, publisher="Trade Office").items[0].publisher is None


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://list.example.org/m/1?u=9">View this email in your browser</a>',
        '<a href="https://list.example.org/m/1?u=9">View as a web page</a>',
        '<p>Trouble viewing? View it online <a href="https://list.example.org/m/1?u=9">here</a></p>',
        '<a href="https://list.example.org/m/1?u=9">Im Browser ansehen</a>',
        '<a href="https://list.example.org/m/1?u=9">在浏览器中查看</a>',
        '<a href="https://list.example.org/m/1?u=9">ブラウザで表示</a>',
    ],
)
def test_the_link_to_the_mail_on_the_web_is_its_address(link: str) -> None:
    body = page(f'<a href="https://example.org/">Home</a>{link}<p>Words.</p>')

    assert read(body).items[0].url == "https://list.example.org/m/1?u=9"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://list.example.org/">View in browser</a>',
        '<a href="mailto:a@example.org">View in browser</a>',
        f'<a href="https://list.example.org/1">{"We view this with concern. " * 6}online</a>',
        '<a href="https://example.org/story">Licences for dysprosium</a>',
    ],
)
def test_other_links_are_not_the_address_of_the_mail(link: str) -> None:
    """A front page is that of every mail, and would make them all one item."""
    assert read(page(link)).items[0].url is None


def test_a_header_names_the_address_before_any_link() -> None:
    body = page(
        '<a href="https://list.example.org/1">View online</a>',
        Archived_At="<https://archive.example.org/1>",
    )

    assert read(body).items[0].url == "https://archive.example.org/1"


def test_the_link_to_the_article_can_be_selected() -> None:
    body = page(
        '<a href="/x">no</a><td class="go"><a href="https://example.org/a?utm=1">Go</a></td>'
    )

    assert read(body, {"link": "td.go"}).items[0].url == "https://example.org/a?utm=1"
    assert read(body, {"link": "td.none"}).drift == ('link "td.none" in 0 of 1 mails',)


@pytest.mark.parametrize(
    ("options", "is_wanted"),
    [
        ({"senders": ("news@trade.example.org",)}, True),
        ({"senders": ("@TRADE.example.org", "x@y.example")}, True),
        ({"senders": ("@example.org",)}, False),
        ({"senders": ("trade office",)}, False),
        ({"subject": "(?i)^NOTICE"}, True),
        ({"subject": "digest"}, False),
    ],
)
def test_mails_are_taken_by_sender_and_subject(options: dict[str, Any], is_wanted: bool) -> None:
    assert bool(read(letter("Notice 4"), options).items) is is_wanted


BULLETIN = """
<table><tr><td>
<h1>Agency bulletin</h1>
<h2><a href="https://agency.example.gov/1?source=govdelivery">Export rule amended</a></h2>
<p>The rule covers <b>dysprosium</b>.</p><p>From 1 June.</p>
<h2><a href="https://agency.example.gov/2">Hearing on magnets</a></h2>
<p>On 3 June.</p>
<h2> </h2>
</td></tr><tr><td><p>Unsubscribe</p></td></tr></table>
"""


def test_a_bulletin_is_split_at_its_headings() -> None:
    items = read(page(BULLETIN), {"split": "h2"}).items

    assert [(i.title, i.url) for i in items] == [
        ("Export rule amended", "https://agency.example.gov/1?source=govdelivery"),
        ("Hearing on magnets", "https://agency.example.gov/2"),
    ]
    assert items[0].content == "<p>The rule covers <b>dysprosium</b>.</p><p>From 1 June.</p>"
    assert items[1].content == "<p>On 3 June.</p>"
    assert len({item.id for item in items}) == 2


def test_a_bulletin_is_split_into_its_entries() -> None:
    entry = '<div class="e"><h3>{0}</h3><p>Words on it.</p><a href="https://example.org/{0}">More</a></div>'
    body = page(entry.format("One") + entry.format("Two"))

    items = read(body, {"split": "div.e"}).items

    assert [(i.title, i.url) for i in items] == [
        ("One", "https://example.org/One"),
        ("Two", "https://example.org/Two"),
    ]
    assert "Words on it." in (items[0].content or "")


def test_links_alone_in_their_paragraphs_have_the_text_that_follows() -> None:
    body = page(
        '<p><a class="t" href="https://example.org/1">One</a></p><p>First.</p>'
        '<p><a class="t" href="https://example.org/2">Two</a></p><p>Second.</p>'
    )

    items = read(body, {"split": "a.t"}).items

    assert [(i.title, i.content) for i in items] == [
        ("One", "<p>First.</p>"),
        ("Two", "<p>Second.</p>"),
    ]


def test_a_mail_in_which_nothing_is_selected_is_kept_whole_and_told() -> None:
    parsed = read(page("<p>Your subscription is confirmed.</p>"), {"split": "h2 a"})

    assert [item.title for item in parsed.items] == ["Notice"]
    assert parsed.drift == ('split "h2 a" in 0 of 1 mails',)


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\0" * 40])
def test_what_is_no_mail_is_a_parse_error(body: bytes) -> None:
    with pytest.raises(ParseError, match="gazette: is no mail"):
        read(body)


class Word:
    def read(self) -> str:
        return "word"


@pytest.mark.parametrize(
    ("options", "access", "mistake"),
    [
        ({}, {"username": ""}, "access.username is required"),
        ({}, {"password": None}, "access.password_file"),
        ({}, {"proxy": "http://proxy:1"}, "not reached through a proxy"),
        ({"subject": "("}, {}, 'subject: "(" is no regular expression'),
        ({"split": "td["}, {}, 'split: "td[" is no CSS selector'),
        ({"newest": 0}, {}, "newest: cannot be zero"),
        ({"senders": ("example.org",)}, {}, '"@example.org"'),
        ({}, {}, None),
    ],
)
def test_mistakes_name_the_option_and_the_remedy(
    options: dict[str, Any], access: dict[str, Any], mistake: str | None
) -> None:
    given = Access(**{"username": "desk", "password": Word(), **access})

    found = kind_of(mailbox()).mistake(mailbox(options, access=given))

    assert (mistake is None and found is None) or (mistake and mistake in (found or ""))
