"""Rules: which articles matter, to whom, and which words say so.

A rule is text in `config/rules/<topic>.toml`; matching is one pass over the article.
"""

from monitor.rules.matcher import Rules
from monitor.rules.pack import Rule, parse_pack

__all__ = ["Rule", "Rules", "parse_pack"]
