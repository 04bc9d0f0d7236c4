"""Names in a text, and the facts of its measure, found by lists that operators can edit.

Entries come from `seeds/taxonomy/*.toml`, already read by the configuration. Nothing here
judges what an article is about: that is what rules are for.
"""

from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, parse_entries
from monitor.taxonomy.goods_systems import is_goods_code
from monitor.taxonomy.names import Taxonomy

__all__ = [
    "CATEGORIES",
    "Taxonomy",
    "TaxonomyEntry",
    "is_goods_code",
    "parse_entries",
]
