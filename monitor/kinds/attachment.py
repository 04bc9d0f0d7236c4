"""Documents that an item leads to: PDFs become text of the item."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from monitor.errors import ParseError
from monitor.kinds.pdf import file_name, is_pdf, pdf_text
from monitor.model import Payload, RawItem
from monitor.text import paragraphs

MAX_ATTACHMENTS = 3


def attached(raw: RawItem, payloads: Sequence[Payload]) -> RawItem:
    """Return an item with the text of attached PDF documents behind its own.

    Each begins with a line that names its file. What is no PDF, or has no text, is a warning.
    """
    warnings: list[str] = []
    texts: list[tuple[str, str]] = []
    for payload in payloads[:MAX_ATTACHMENTS]:
        name = file_name(payload.url) or "document"
        if not is_pdf(payload.body, payload.content_type):
            warnings.append(f"attachment {name} is no PDF; not read")
            continue
        try:
            text, doubts = pdf_text(payload.body, subject=name)
        except ParseError as error:
            text, doubts = "", (error.fact,)
        warnings += [f"attachment {name}: {doubt}" for doubt in doubts]
        if text:
            texts.append((f"Attachment: {name}", text))
    return warned(_appended(raw, texts), *warnings)


def _appended(raw: RawItem, texts: Sequence[tuple[str, str]]) -> RawItem:
    if not texts:
        return raw
    content = raw.content or ""
    if raw.content_type != "text/html" or not content.strip():
        plain = "\n\n".join(f"{heading}\n\n{text}" for heading, text in texts)
        whole = f"{content.rstrip()}\n\n{plain}" if content.strip() else plain
        return replace(raw, content=whole, content_type="text/plain")
    added = "".join(
        f"<p>{html.escape(part)}</p>"
        for heading, text in texts
        for part in (heading, *paragraphs(text))
    )
    lower = content.lower()  # the length of ASCII tags does not change, that of `İ` before does
    end = -1
    if len(lower) == len(content):
        end = max(lower.rfind("</article>"), -1)
        end = lower.rfind("</body>") if end < 0 else end
    end = len(content) if end < 0 else end
    return replace(raw, content=content[:end] + added + content[end:])


def with_pdf(raw: RawItem, payload: Payload) -> RawItem:
    """Return an item whose page is a PDF document with the text of that."""
    try:
        text, doubts = pdf_text(payload.body, subject=raw.source)
    except ParseError as error:
        return warned(raw, f"page not readable: {error.fact}")
    if not text:
        return warned(raw, *doubts)
    read = replace(raw, content=text, content_type="text/plain", is_page=not raw.title)
    return warned(read, *doubts)


def warned(raw: RawItem, *warnings: str) -> RawItem:
    """Return an item with further warnings."""
    return replace(raw, warnings=(*raw.warnings, *warnings)) if warnings else raw
