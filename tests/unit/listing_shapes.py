"""Pages in the shapes of agencies that have no feed, with invented texts, and how each is read."""

from __future__ import annotations

from typing import NamedTuple

from monitor.kinds.listing import ListingOptions
from monitor.kinds.listing_options import ListingData


class Shape(NamedTuple):
    """A page, what reads it, and what is in its first entry."""

    url: str
    page: str
    options: ListingOptions
    first: tuple[str, str, str | None]
    """Address, title, date as written."""
    entries: int
    language: str = "zh"
    timezone: str = "Asia/Shanghai"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>List</title>{head}</head><body>{body}</body></html>"


_NAVIGATION = '<div class="nav"><a href="/">首页</a><a href="/jg/">机构</a></div>'

MOFCOM_OLD = Shape(
    "http://www.mofcom.example/article/b/",
    page(
        f"""{_NAVIGATION}<ul class="txtList_01">
        <li><a href="/article/b/c/202605/2026051.shtml"
          title="关于对中重稀土相关物项实施出口管制的公告">
          关于对中重稀土相关物项实施…</a><span>2026-05-06 09:30:00</span></li>
        <li class="listline"></li>
        <li><a href="/article/b/c/202605/2026052.shtml"
          title="公布许可目录的公告 2026年5月4">公布许可目录</a></li>
        </ul>"""
    ),
    ListingOptions(
        items=".txtList_01 li",
        remove=(".listline",),
        title="a@title",
        date="span | a@title",
        page="?{page}",
    ),
    (
        "http://www.mofcom.example/article/b/c/202605/2026051.shtml",
        "关于对中重稀土相关物项实施出口管制的公告",
        "2026-05-06 09:30:00",
    ),
    2,
)
NDRC = Shape(
    "https://www.ndrc.example/xwdt/xwfb/",
    page(
        f"""{_NAVIGATION}<div class="list"><ul class="u-list">
        <li><a href="./202605/t20260506_139.html"
          title="稀土总量控制">稀土总量控制</a><span>2026/05/06</span></li>
        <li><a href="../../xxgk/202605/t20260505_138.html">
          矿产资源规划</a><span>2026/05/05</span></li>
        </ul></div>"""
    ),
    ListingOptions(
        items=".u-list li", link="a", date="span", page="index_{page}.html", page_from=1
    ),
    (
        "https://www.ndrc.example/xwdt/xwfb/202605/t20260506_139.html",
        "稀土总量控制",
        "2026/05/06",
    ),
    2,
)
GOV_CN = Shape(
    "https://www.gov.example/zhengce/zuixin/home.htm",
    page(
        """<div class="news_box"><h4><a href="/zhengce/content/202605/content_7012.htm">
        国务院条例</a><span class="date">2026-05-06</span></h4>
        <div class="subtitle"><a title="条例解读"
          href="/zhengce/202605/content_7011.htm">条例解读</a></div>
        <h4><a href="/fuwu/other.htm">服务</a></h4></div>"""
    ),
    ListingOptions(
        items="h4 a, div.subtitle a[title]",
        include=("/zhengce/*content_*.htm$",),
        page="home_{page}.htm",
        page_from=1,
    ),
    ("https://www.gov.example/zhengce/content/202605/content_7012.htm", "国务院条例", None),
    2,
)
GACC = Shape(
    "http://www.customs.example/customs/302249/302266/index.html",
    page(
        """<ul class="conList_ull"><li><a href="/customs/302249/6543/index.html"
          title="海关总署公告">        海关总署公告</a><span>2026-05-06</span></li></ul>"""
    ),
    ListingOptions(items="[class^=conList_ul] li", date="span"),
    ("http://www.customs.example/customs/302249/6543/index.html", "海关总署公告", "2026-05-06"),
    1,
)
USTR = Shape(
    "https://ustr.example/press-releases",
    page(
        """<ul class="listing"><li><time>May 6, 2026</time> | <a href="/press/2026/may/review">
        Section 301 <em>review</em> of magnets</a></li></ul>"""
    ),
    ListingOptions(items="ul.listing li", date="time", page="/press-releases/{year}/{month_name}"),
    (
        "https://ustr.example/press/2026/may/review",
        "Section 301 review of magnets",
        "May 6, 2026",
    ),
    1,
    "en",
    "America/New_York",
)
OFAC = Shape(
    "https://ofac.example/recent-actions",
    page(
        """<div class="views-row"><a href="/recent-actions/20260506">Counter designations</a></div>
        <div class="views-row"><a href="/recent-actions/20260505">
        <img alt="General licence" src="x"></a>
        </div><ul class="pager"><li><a rel="next" href="?page=1">Next</a></li></ul>
        <a href="/recent-actions/enforcement">Enforcement</a>"""
    ),
    ListingOptions(
        items='a[href*="/recent-actions/"]',
        include=("/recent-actions/20*",),
        next="a[rel=next]",
    ),
    ("https://ofac.example/recent-actions/20260506", "Counter designations", None),
    2,
    "en",
    "America/New_York",
)
CISTEC = Shape(
    "https://www.cistec.example/",
    page(
        """<table><tr class="tableWhatNew"><td>26/05/06</td><td><a href="news/260506.html">
        輸出管理の改正</a></td></tr></table>"""
    ),
    ListingOptions(items="tr.tableWhatNew", date="td:first-child"),
    ("https://www.cistec.example/news/260506.html", "輸出管理の改正", "26/05/06"),
    1,
    "ja",
    "Asia/Tokyo",
)
IEA = Shape(
    "https://www.iea.example/news",
    page(
        """<article class="m-news-listing"><a class="m-news-listing__hover" href="/news/magnets">
        <h5 class="m-news-listing__title">Magnet supply</h5>
        <div class="m-news-listing__date">6 May 2026</div></a></article>"""
    ),
    ListingOptions(
        items=".m-news-listing__hover",
        title=".m-news-listing__title",
        date=".m-news-listing__date",
    ),
    ("https://www.iea.example/news/magnets", "Magnet supply", "6 May 2026"),
    1,
    "en",
    "Europe/Paris",
)
METI = Shape(
    "https://www.meti.example/policy/anpo/index.html",
    page(
        """<dl class="date_sp b-solid"><dt>令和8年5月6日</dt>
        <dd><a href="/policy/anpo/law05.html">外為法の改正</a></dd></dl>"""
    ),
    ListingOptions(items="dl.date_sp", date="dt"),
    ("https://www.meti.example/policy/anpo/law05.html", "外為法の改正", "令和8年5月6日"),
    1,
    "ja",
    "Asia/Tokyo",
)

SHAPES = {
    "mofcom-old": MOFCOM_OLD,
    "ndrc": NDRC,
    "gov.cn": GOV_CN,
    "gacc": GACC,
    "ustr": USTR,
    "ofac": OFAC,
    "cistec": CISTEC,
    "iea": IEA,
    "meti": METI,
}

MIIT_URL = "https://www.miit.example/jgsj/ycls/wjfb/index.html"
MIIT_PAGE = page(
    """<div class="lmy_main_rb"><div>x</div><script url="/api-gateway/jpaas/build/unit"
    querydata="{'webId':'8d','pageId':'1b','parseType':'buildstatic','no':1}"></script></div>"""
)
MIIT_ANSWER = (
    '{"success":true,"data":{"html":"<ul><li><a href=\\"/jgsj/ycls/wjfb/art/2026/art_1.html\\">'
    '稀土指标通知</a><span>2026-05-06</span></li></ul>"}}'
)
MIIT_OPTIONS = ListingOptions(
    items="ul > li",
    date="span",
    data=ListingData(
        url="div.lmy_main_rb > script:nth-child(2)@url",
        query="div.lmy_main_rb > script:nth-child(2)@querydata",
        html="data.html",
    ),
)
