"""Feeds as well-known software and publishers write them, in small."""

from __future__ import annotations

VIDEOS = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id=UCx"/>
 <id>yt:channel:x</id><yt:channelId>x</yt:channelId><title>Mines</title>
 <link rel="alternate" href="https://www.youtube.com/channel/UCx"/>
 <author><name>Mines</name><uri>https://www.youtube.com/channel/UCx</uri></author>
<published>2015-01-01T00:00:00+00:00</published>
 <entry><id>yt:video:1</id><yt:videoId>1</yt:videoId><title>Smelter &amp; mill</title>
<link rel="alternate" href="https://www.youtube.com/watch?v=1"/>
 <author><name>Mines</name></author><published>2025-01-01T00:00:00+00:00</published>
<updated>2025-01-02T00:00:00+00:00</updated>
 <media:group><media:title>Smelter</media:title>
<media:content url="https://www.youtube.com/v/1" type="application/x-shockwave-flash" width="640"
 height="390"/>
 <media:thumbnail url="https://i.ytimg.com/1.jpg" width="480" height="360"/>
<media:description>Words
two</media:description><media:community><media:starRating count="1" average="5.00" min="1"
 max="5"/><media:statistics views="2"/></media:community></media:group></entry></feed>"""

WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Mine &#8211; news</title>
<atom:link href="https://m.example/feed/" rel="self" type="application/rss+xml" />
<link>https://m.example</link><description>d</description>
<lastBuildDate>Mon, 05 May 2025 10:00:00 +0000</lastBuildDate><language>en-US</language>
<sy:updatePeriod>
	hourly	</sy:updatePeriod><sy:updateFrequency>
	1	</sy:updateFrequency><generator>https://wordpress.org/?v=6.4.3</generator>
<image><url>https://m.example/l.png</url><title>Mine</title><link>https://m.example</link>
<width>32</width><height>32</height></image>
<item><title>New licence&#8217;s rule</title><link>https://m.example/a/</link>
<comments>https://m.example/a/#respond</comments><dc:creator><![CDATA[Jane]]></dc:creator>
<pubDate>Mon, 05 May 2025 09:00:00 +0000</pubDate><category><![CDATA[Rare earths]]></category>
<guid isPermaLink="false">https://m.example/?p=1</guid><description>
<![CDATA[<p>Short [&#8230;]</p>]]></description><content:encoded><![CDATA[<p>Long text.</p>
<p>More&nbsp;text</p>]]></content:encoded>
<wfw:commentRss>https://m.example/a/feed/</wfw:commentRss><slash:comments>0</slash:comments>
</item></channel></rss>"""

PODCAST = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"><channel>
<title>Ore cast</title><itunes:summary>About</itunes:summary><description>About too</description>
<link>https://o.example</link><itunes:owner><itunes:name>Ore</itunes:name>
<itunes:email>o@o.example</itunes:email></itunes:owner>
<itunes:image href="https://o.example/i.jpg"/><itunes:category text="Business">
<itunes:category text="Investing"/></itunes:category>
<item><title>1</title><description>&lt;p&gt;Show notes&lt;/p&gt;</description>
<itunes:summary>Plain notes</itunes:summary><itunes:author>Ann</itunes:author>
<itunes:keywords>ore, tin</itunes:keywords>
<enclosure url="https://o.example/1.mp3" length="1" type="audio/mpeg"/><guid>o1</guid>
<pubDate>Mon, 5 May 2025 09:00:00 EST</pubDate><itunes:duration>10:00</itunes:duration></item>
</channel></rss>"""

BLOGGER = """<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet
 href="http://www.blogger.com/styles/atom.css" type="text/css"?>
<feed xmlns='http://www.w3.org/2005/Atom'
 xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'
 xmlns:blogger='http://schemas.google.com/blogger/2008'
 xmlns:georss='http://www.georss.org/georss' xmlns:gd="http://schemas.google.com/g/2005"
 xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blogger.com,1999:blog-1</id>
<updated>2025-05-05T10:00:00.000+02:00</updated><title type='text'>B</title><subtitle type='html'>
</subtitle><link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml'
 href='https://b.example/feeds/posts/default'/>
<link rel='self' type='application/atom+xml'
 href='https://www.blogger.com/feeds/1/posts/default'/>
<link rel='alternate' type='text/html' href='https://b.example/'/>
<link rel='next' type='application/atom+xml'
 href='https://www.blogger.com/feeds/1/posts/default?start-index=26&amp;max-results=25'/><author>
<name>Bo</name><uri>http://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email>
<gd:image rel='http://schemas.google.com/g/2005#thumbnail' width='16' height='16'
 src='https://img1.blogblog.com/img/b16-rounded.gif'/></author>
<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>
<openSearch:totalResults>100</openSearch:totalResults>
<openSearch:startIndex>1</openSearch:startIndex>
<openSearch:itemsPerPage>25</openSearch:itemsPerPage>
<entry><id>tag:blogger.com,1999:blog-1.post-2</id>
<published>2025-05-05T10:00:00.000+02:00</published>
<updated>2025-05-05T10:00:00.001+02:00</updated>
<category scheme='http://www.blogger.com/atom/ns#' term='Erz'/><title type='text'>T</title>
<content type='html'>&lt;div&gt;Text&lt;/div&gt;</content>
<link rel='replies' type='application/atom+xml' href='https://b.example/feeds/2/comments/default'
 title='Kommentare'/><link rel='alternate' type='text/html' href='https://b.example/2.html'
 title='T'/><author><name>Bo</name><gd:image rel='x' src='y'/></author>
<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://x/y.jpg" height="72"
 width="72"/><thr:total>0</thr:total></entry></feed>"""

FORUM = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/"><category term="metals" label="r/metals"/>
<updated>2025-05-05T10:00:00+00:00</updated><icon>https://r.example/f.png</icon>
<id>/r/metals/.rss</id><link rel="self" href="https://r.example/r/metals/.rss"
 type="application/atom+xml" /><link rel="alternate" href="https://r.example/r/metals/"
 type="text/html" /><title>metals</title><entry><author><name>/u/x</name>
<uri>https://r.example/user/x</uri></author><category term="metals" label="r/metals"/>
<content
 type="html">&lt;!-- x --&gt;&lt;div&gt;&lt;p&gt;Hi&lt;/p&gt;&lt;/div&gt;</content>
<id>t3_1</id>
<media:thumbnail url="https://r.example/t.jpg" />
<link href="https://r.example/1/" />
<updated>2025-05-05T10:00:00+00:00</updated>
<published>2025-05-05T10:00:00+00:00</published>
<title>Q</title>
</entry>
</feed>"""

NEWS_SEARCH = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<generator>NFE/5.0</generator><title>"gallium" - Google News</title>
<link>https://news.google.com/search?q=gallium&amp;hl=en-US</link><language>en-US</language>
<webMaster>news-webmaster@google.com</webMaster><copyright>c</copyright>
<lastBuildDate>Mon, 05 May 2025 10:00:00 GMT</lastBuildDate><description>Google News</description>
<item><title>China - Reuters</title><link>https://news.google.com/rss/articles/x?oc=5</link>
<guid isPermaLink="false">x</guid><pubDate>Sat, 03 May 2025 07:00:00 GMT</pubDate>
<description>&lt;a href="https://news.google.com/rss/articles/x?oc=5"
 target="_blank"&gt;China&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font
 color="#6f6f6f"&gt;Reuters&lt;/font&gt;</description>
<source url="https://www.reuters.com">Reuters</source></item></channel></rss>"""

NEWSPAPER = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>N</title><item><title>A</title>
<link>https://n.example/a</link><atom:link href="https://n.example/a" rel="standout"
 xmlns:atom="http://www.w3.org/2005/Atom"/><description>Desc</description>
<dc:creator>By</dc:creator><category
 domain="http://www.nytimes.com/namespaces/keywords/des">Metals</category>
<media:content height="151" medium="image" url="https://n.example/i.jpg" width="151"/>
<media:credit>C</media:credit><media:description>A caption</media:description></item></channel>
</rss>"""

PUBLISHERS = {
    "videos": VIDEOS,
    "wordpress": WORDPRESS,
    "podcast": PODCAST,
    "blogger": BLOGGER,
    "forum": FORUM,
    "news search": NEWS_SEARCH,
    "newspaper": NEWSPAPER,
}
