"""Challenge pages told apart from content, and what heads of answers say."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from monitor.fetch.challenge import challenge
from monitor.fetch.verdict import cause_of, conditions, fresh_for, head_of, phrase
from monitor.model import Validators

PAGES = {
    "Cloudflare": b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>",
    "Akamai": b'<html><head><meta http-equiv="refresh" content="5; URL=/?bm-verify=AAQ"></head>',
    "Incapsula": b"<html><body><iframe src='/_Incapsula_Resource?SWUDNSAI=31'></iframe></body>",
    "DDoS-Guard": b"<html><head><title>DDoS-Guard</title></head><body></body></html>",
    "Jiasule": b"<script>document.cookie=('_')+('_jsl');var n='__jsl_clearance_s';</script>",
    "Ruishu": b"<!DOCTYPE html><html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>",
    "Alibaba Cloud WAF": b"<html><script>var arg1='3E0';function s(){x='acw_sc__v2'}</script>",
    "Anubis": b"<!doctype html><html><title>Making sure you&#39;re not a bot!</title></html>",
    "DataDome": b"<html><script src='https://ct.captcha-delivery.com/captcha/c.js'></script>",
}

CONTENT = [
    b'<?xml version="1.0"?><rss><item><title>Just a moment...</title></item></rss>',
    b'{"title": "_cf_chl_opt and __jsl_clearance explained"}',
    b"<html><title>Notice 61 of 2025</title><p>Just a moment...</p></html>",
    b"<html><title>News</title><script src='/_Incapsula_Resource?x'></script>" + b"<p>x</p>" * 999,
    b"<html><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>News</html>",
    b"",
]


@pytest.mark.parametrize("who", sorted(PAGES))
def test_a_challenge_page_is_told_by_who_sends_it(who: str) -> None:
    assert challenge({}, PAGES[who]) == who


@pytest.mark.parametrize("body", CONTENT)
def test_content_that_speaks_of_challenges_is_content(body: bytes) -> None:
    assert challenge({}, body) is None


@pytest.mark.parametrize(
    ("headers", "who"),
    [
        ({"cf-mitigated": "challenge"}, "Cloudflare"),
        ({"x-vercel-mitigated": "challenge"}, "Vercel"),
        ({"x-amzn-waf-action": "captcha"}, "AWS WAF"),
        ({"cf-ray": "1"}, None),
    ],
)
def test_some_say_it_in_a_header(headers: dict[str, str], who: str | None) -> None:
    assert challenge(headers, b"") == who


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({"Cache-Control": "max-age=600"}, timedelta(minutes=10)),
        ({"Cache-Control": 'public, MAX-AGE="60"'}, timedelta(minutes=1)),
        ({"Cache-Control": "max-age=600", "Age": "540"}, timedelta(minutes=1)),
        ({"Cache-Control": "max-age=600", "Age": "700"}, None),
        ({"Cache-Control": "max-age=99999999999999999999"}, timedelta(days=7)),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": "max-age=-5"}, None),
        ({"Cache-Control": "max-age=soon"}, None),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "no-store"}, None),
        (
            {
                "Date": "Mon, 05 May 2025 10:00:00 GMT",
                "Expires": "Mon, 05 May 2025 11:00:00 GMT",
            },
            timedelta(hours=1),
        ),
        (
            {
                "Date": "Mon, 05 May 2025 10:00:00 GMT",
                "Expires": "Mon, 05 May 2025 11:00:00 GMT",
                "Cache-Control": "max-age=60",
            },
            timedelta(minutes=1),
        ),
        ({"Date": "Mon, 05 May 2025 10:00:00 GMT", "Expires": "0"}, None),
        ({"Expires": "Mon, 05 May 2025 11:00:00 GMT"}, None),
        ({"Date": "Mon, 05 May 2025 10:00:00", "Expires": "Sun, 99 Foo 0000"}, None),
        ({}, None),
    ],
)
def test_how_long_an_answer_stays_as_it_is(
    headers: dict[str, str], fresh: timedelta | None
) -> None:
    assert fresh_for(head_of(httpx.Response(200, headers=headers))) == fresh


@pytest.mark.parametrize(
    ("status", "wait", "cause"),
    [
        (429, None, "rate-limited"),
        (503, timedelta(minutes=1), "rate-limited"),
        (503, None, "http"),
        (404, timedelta(minutes=1), "gone"),
        (304, None, "protocol"),
        (521, None, "blocked"),
        (500, None, "http"),
    ],
)
def test_what_a_status_means(status: int, wait: timedelta | None, cause: str) -> None:
    assert cause_of(status, retry_after=wait) == cause


def test_a_status_without_a_name_is_a_number() -> None:
    assert (phrase(404), phrase(599)) == ("404 Not Found", "599")


def test_a_validator_that_would_end_its_line_is_not_sent() -> None:
    assert conditions(Validators(etag="a\r\nX: y", last_modified="b\0")) == []
