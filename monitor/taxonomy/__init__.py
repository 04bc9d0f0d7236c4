"""Names, document numbers and quantities in a text, found by lists that operators can edit.

Entries come from `seeds/taxonomy/*.toml`, already read by the configuration. Nothing here
judges what an article is about: that is what rules are for.
"""

from monitor.taxonomy.documents import document_numbers
from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, parse_entries
from monitor.taxonomy.names import Annotations, Taxonomy
from monitor.taxonomy.quantities import quantities

__all__ = [
    "CATEGORIES",
    "Annotations",
    "Taxonomy",
    "TaxonomyEntry",
    "document_numbers",
    "parse_entries",
    "quantities",
]
