"""Names in a text, and the facts of its measure, found by lists that operators can edit.

Entries come from `seeds/taxonomy/*.toml`, already read by the configuration. Nothing here
judges what an article is about: that is what rules are for.
"""

from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, parse_entries
from monitor.taxonomy.goods_systems import is_goods_code
from monitor.taxonomy.names import Taxonomy
from monitor.taxonomy.office_tables import parse_offices
from monitor.taxonomy.offices import Offices
from monitor.taxonomy.word_classes import Words, parse_words

__all__ = [
    "CATEGORIES",
    "Offices",
    "Taxonomy",
    "TaxonomyEntry",
    "Words",
    "is_goods_code",
    "parse_entries",
    "parse_offices",
    "parse_words",
]
