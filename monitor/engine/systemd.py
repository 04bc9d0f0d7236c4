"""Words with the service manager: the sd_notify protocol, nothing where none listens."""

from __future__ import annotations

import logging
import socket
import time

from monitor.text import one_line

log = logging.getLogger(__name__)


class Notifier:
    """Sends states to the socket that systemd gave, or nowhere if it gave none.

    Source: sd_notify(3).
    """

    def __init__(self, address: str) -> None:
        # A leading @ is the abstract namespace, written as a NUL byte in the address.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address

    def ready(self, status: str) -> None:
        """Say that start-up or reloading is complete."""
        self._send(f"READY=1\nSTATUS={one_line(status)}")

    def reloading(self) -> None:
        """Say that the configuration is being read again."""
        usec = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        self._send(f"RELOADING=1\nMONOTONIC_USEC={usec}")

    def stopping(self) -> None:
        """Say that the process is about to end."""
        self._send("STOPPING=1")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._send("WATCHDOG=1")

    def status(self, words: str) -> None:
        """Set the one line that `systemctl status` shows."""
        self._send(f"STATUS={one_line(words)}")

    def _send(self, state: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
                # A manager that does not read must not hold up the work.
                sender.setblocking(False)
                sender.sendto(state.encode(), self._address)
        except OSError as error:
            log.warning("systemd unreachable", extra={"reason": error.strerror})
