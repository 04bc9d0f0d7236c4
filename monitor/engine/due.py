"""What is due, handed out a few sources of each host at a time, hosts by turns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from monitor.pipeline import Pipeline
from monitor.watching import Claimed

_OF_ONE_HOST = 8
"""Sources of one host claimed at a time: a slow one must not fill the line."""


class DueSources:
    """The names of what was due at an instant, read once; nothing is claimed before it is taken."""

    def __init__(self, by_host: Mapping[str, list[str]], at: datetime) -> None:
        # To be taken from the end.
        self._by_host = {host: names[::-1] for host, names in by_host.items()}
        self.at = at

    @classmethod
    def read(cls, pipeline: Pipeline) -> DueSources:
        """Return what is due now."""
        at = pipeline.clock()
        return cls(pipeline.watching.due(at), at)

    def claim(self, pipeline: Pipeline, number: int, busy: Collection[str]) -> list[Claimed]:
        """Claim about `number` sources more, of `busy` hosts none; empty when there are no more.

        Another process may have been faster with some of them.
        """
        while names := self.take(number, busy):
            if claimed := pipeline.watching.claim(names, due=self.at):
                return claimed
        return []

    def take(self, number: int, busy: Collection[str]) -> list[str]:
        """Return the next names, about `number`: the last host's few are not divided."""
        left_out = frozenset(busy)
        hosts, found = list[str](), 0
        for host, names in self._by_host.items():
            if found >= number:
                break
            if host not in left_out:
                hosts.append(host)
                found += min(len(names), _OF_ONE_HOST)
        taken = list[str]()
        for host in hosts:
            names = self._by_host.pop(host)
            taken += reversed(names[-_OF_ONE_HOST:])
            del names[-_OF_ONE_HOST:]
            if names:
                self._by_host[host] = names  # behind the others
        return taken

    def __bool__(self) -> bool:
        """Say whether anything is left to be taken."""
        return bool(self._by_host)
