"""What a page hides is looked at once, and requests for consent in any language are no text."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.article import hidden
from monitor.article.blocks import Block, read_blocks
from monitor.article.region import find
from monitor.article.tree import parse

LINE = "<p>The ministry of Norlund said on Friday that magnets may leave with a licence.</p>"
OTHER = "<p>Traders in the harbour of Vestby withdrew their offers within hours of the news.</p>"
COOKIES = (
    "<p>Мы используем файлы куки, чтобы запомнить ваш выбор и показать вам рекламу.</p>"
    "<p>Вы можете отказаться от файлов куки в любое время в настройках браузера.</p>"
)


class _Walked(list[Block]):
    """Blocks that count how often they are walked."""

    times = 0

    def __iter__(self) -> Iterator[Block]:
        self.times += 1
        return super().__iter__()


def test_the_blocks_of_a_page_are_walked_once_for_all_that_it_hides() -> None:
    root = parse(LINE + f"<div hidden>{OTHER * 3}</div>" * 50)
    blocks, nodes = read_blocks(root)
    region = find(blocks, nodes, title="", kind_of_page="")
    walked = _Walked(blocks)

    assert hidden.candidate(root, walked, region) is not None
    assert walked.times == 1


def test_a_hidden_request_for_consent_is_no_article_in_any_language() -> None:
    root = parse(f"<p>Загрузка</p><div hidden>{COOKIES * 3}</div>")
    blocks, nodes = read_blocks(root)
    region = find(blocks, nodes, title="", kind_of_page="")

    assert hidden.candidate(root, blocks, region) is None
