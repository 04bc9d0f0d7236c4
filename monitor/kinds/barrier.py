"""What stands in place of a page: a challenge, a login, a redirect by script.

Asked only where a page does not hold what it should: a page of news may have a login form too.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from monitor.kinds.web_address import web_address

_LOOKED_AT = 200_000
"""Characters; what stands in place of a page is short."""
_MAX_TARGET = 2000

_CHALLENGES = re.compile(
    r"cf-chl-|challenges\.cloudflare\.com|/cdn-cgi/challenge-platform|_Incapsula_Resource"
    r"|Incapsula incident|captcha-delivery\.com|px-captcha|awswaf|__jsl_clearance|ddos-guard"
    r"|geetest|TencentCaptcha|hcaptcha\.com/|google\.com/recaptcha/|\$_ts\s*=\s*window"
    r"|<title>\s*(?:Just a moment|Attention Required|Access Denied|Request Rejected|403 Forbidden"
    r"|One moment, please|Verifying you are human|DDoS protection|Security Check"
    r"|Please Wait|安全验证|访问验证|人机验证|滑动验证|访问被拒绝|请求被拦截|网站防火墙)",
    re.IGNORECASE,
)
"""Marks of Cloudflare, Imperva, DataDome, HUMAN, AWS, Jiasule, Ruishu and the like."""
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}?\btype\s*=\s*[\"']?password", re.IGNORECASE)
_LOGIN_TITLE = re.compile(
    r"<title>[^<]{0,80}?(?:\blog ?in\b|\bsign ?in\b|登录|登錄|ログイン|로그인|anmelden|connexion"
    r"|вход)",
    re.IGNORECASE,
)
_SCRIPT_REDIRECTS = (
    re.compile(
        r"(?:window|self|top|parent|document)\.location(?:\.href)?\s*=\s*(?P<quote>[\"'])"
        r"(?P<url>[^\"'<>\s]{1,2000})(?P=quote)"
    ),
    re.compile(r"\blocation\.(?:href\s*=\s*|replace\(\s*|assign\(\s*)"
               r"(?P<quote>[\"'])(?P<url>[^\"'<>\s]{1,2000})(?P=quote)"),
    re.compile(r"_cofing1\s*=\s*\{\s*href\s*:\s*(?P<quote>[\"'])(?P<url>[^\"'<>\s]{1,2000})"
               r"(?P=quote)"),
)  # fmt: skip
"""The last one: pages of MOFCOM's old tree, /article/xwfb/. Source: RSSHub, gov/mofcom/article."""
_META_REFRESH = re.compile(
    r"<meta\b[^<>]{0,200}?http-equiv\s*=\s*[\"']?refresh[^<>]{0,200}?content\s*=\s*"
    r"(?P<quote>[\"'])\s*\d{1,4}\s*[;,]\s*url\s*=\s*'?(?P<url>[^\"'<>\s]{1,2000})'?\s*(?P=quote)",
    re.IGNORECASE,
)


def barrier(page: str) -> str | None:
    """Return what stands in place of the page that was wanted, or None where nothing is known."""
    start = page[:_LOOKED_AT]
    if _CHALLENGES.search(start):
        return "a challenge page: the server does not want programs"
    if _PASSWORD.search(start) or _LOGIN_TITLE.search(start):
        return "a login page"
    return None


def redirect(page: str, url: str) -> str | None:
    """Return where a page without text of its own sends its reader by script, or None.

    Only addresses of the same site count: another one is an advertisement or a parked domain.
    """
    start = page[:_LOOKED_AT]
    for form in (*_SCRIPT_REDIRECTS, _META_REFRESH):
        for found in form.finditer(start):
            target = web_address(html.unescape(found["url"]), url)
            if target and len(target) <= _MAX_TARGET and _is_elsewhere_on_site(target, url):
                return target
    return None


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses are of one organisation: their hosts end in the same two names."""
    return _site(one) == _site(other) != ""


def _site(url: str) -> str:
    """Return the last names of a host, three where the last two are a registry's (`gov.cn`)."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    names = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    is_registry = len(names) > 2 and len(names[-1]) == 2 and len(names[-2]) <= 3
    return ".".join(names[-3 if is_registry else -2 :])


def _is_elsewhere_on_site(target: str, url: str) -> bool:
    return target.partition("#")[0] != url.partition("#")[0] and same_site(target, url)
