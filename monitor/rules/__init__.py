"""Rules: which articles matter, to whom, and which words say so.

A rule is a query in `config/rules/<topic>.toml`; matching is one pass over the article.
"""

from monitor.rules.matcher import Rules
from monitor.rules.pack import parse_cases, parse_lists, parse_pack
from monitor.rules.rule import Case, Pack, Rule
from monitor.rules.vocabulary import Vocabulary

__all__ = [
    "Case",
    "Pack",
    "Rule",
    "Rules",
    "Vocabulary",
    "parse_cases",
    "parse_lists",
    "parse_pack",
]
