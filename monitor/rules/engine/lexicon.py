"""What atoms are, as far as an article is asked for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from monitor.rules.language.query import Leaf
from monitor.rules.language.vocabulary import Vocabulary


class Lexicon(Protocol):
    """What atoms are, as far as an article is asked for them.

    The number of a term is that of its atom, too.
    """

    vocabulary: Vocabulary

    @property
    def leaves(self) -> Mapping[int, Leaf]:
        """The leaf that each atom is."""
        ...

    def text(self, atom: int) -> str:
        """Return the leaf as text."""
        ...

    @property
    def lists(self) -> Mapping[int, Sequence[int]]:
        """The numbers of the lists of which each atom is one."""
        ...

    @property
    def list_count(self) -> int:
        """How many lists are numbered: those of which the number is less."""
        ...

    @property
    def spellings(self) -> Mapping[int, Sequence[int]]:
        """Of atoms that are terms those that are the same term, written in another way."""
        ...

    @property
    def of_prefix(self) -> Sequence[int]:
        """The atom that each beginning stands for."""
        ...
