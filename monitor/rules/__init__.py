"""Rules: which articles matter, to whom, and which words say so.

A rule is a query in `config/rules/<topic>.toml`; matching is one pass over the article. `language`
is what a query says, `engine` asks thousands of them, `files` reads them, `explaining` says why one
applies or does not, `testing` asks the cases beside them.
"""

from monitor.rules.engine.matcher import Rules
from monitor.rules.files.pack import parse_cases, parse_lists, parse_pack
from monitor.rules.language.rule import Case, Pack, Rule
from monitor.rules.language.severity import Scale
from monitor.rules.language.vocabulary import Vocabulary

__all__ = [
    "Case",
    "Pack",
    "Rule",
    "Rules",
    "Scale",
    "Vocabulary",
    "parse_cases",
    "parse_lists",
    "parse_pack",
]
