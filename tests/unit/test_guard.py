"""Which addresses are refused, however they are written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.guard import Guard, literal, plain_host, special

GUARD = Guard()

REFUSED = """
127.0.0.1 127.1 127.0.1 127.255.255.254 0.0.0.0 0 0x0 10.0.0.1 10.255.255.255 10.1 172.16.0.1
172.31.255.255 192.168.1.1 192.168.257 169.254.169.254 169.254.0.1 100.64.0.1 100.100.100.200
100.127.255.255 168.63.129.16 192.0.0.192 192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1
198.19.255.255 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
2130706433 0x7f000001 0x7f.1 0x7F.0.0.0x1 017700000001 0177.0.0.01 0177.1 3232235777 0xc0a80101
0xa9fea9fe 2852039166 0251.0376.0251.0376 127.0.0.1. 127.0.0.1..
:: ::1 0:0:0:0:0:0:0:1 ::0001 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1::
2002:c0a8:101::1 2002:808:808::1 2001::1 2001:0:808:808:: 2001:db8::1 3fff::1 2001:2::1 2001:10::1
fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 100::1 5f00::1 4000::1
""".split()
"""Private, loopback, link-local, shared, metadata, multicast, reserved, documentation, tunnels."""

SCRIPTS = [
    "１２７.0.0.1",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "127．0．0．1",
    "１０.１",
    "[::1]",
    "0ｘ7f.1",
]

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0
192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 134744072 0x08080808
2606:4700:4700::1111 2a00:1450:4001:830::200e 2400:3200::1 ::ffff:8.8.8.8 64:ff9b::808:808
""".split()

NAMES = ["example.org", "127.0.0.1.example.org", "a.de", "cafe", "0x7g.1", "dead.beef.ac", "", ".."]


@pytest.mark.parametrize("written", REFUSED + SCRIPTS)
def test_a_special_address_is_refused_however_it_is_written(written: str) -> None:
    reason = GUARD.forbids_host(written, port=80)

    assert reason is not None
    assert reason.endswith("address; list it in fetch.allow if that is wanted")


@pytest.mark.parametrize("written", PUBLIC)
def test_a_public_address_is_reached(written: str) -> None:
    assert literal(written) is not None
    assert GUARD.forbids_host(written, port=80) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_judged_where_it_leads(name: str) -> None:
    assert literal(name) is None
    assert GUARD.forbids_host(name, port=80) is None
    assert GUARD.forbids("10.0.0.1", host=name, port=80) is not None


def test_what_is_no_address_is_refused() -> None:
    assert GUARD.forbids("", host="a.example", port=80) is not None
    assert GUARD.forbids("/run/docker.sock", host="a.example", port=80) is not None


@given(st.ip_addresses())
def test_what_the_standard_library_calls_special_is_refused(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    """All of it, and nothing of what it calls public but metadata and tunnels."""
    is_special = address.is_private or address.is_multicast or address.is_reserved
    embeds = isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped is not None or address in ipaddress.ip_network("64:ff9b::/96")
    )
    if is_special and not embeds:
        assert special(address) is not None


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_in_each_form(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    parts = address.packed
    forms = [
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(map(hex, parts)),
        ".".join(f"0{part:o}" for part in parts),
        f"{parts[0]}.{number & 0xFFFFFF}",
        f"{address}.",
        f"::ffff:{address}",
        f"64:ff9b::{address}",
    ]

    verdicts = {GUARD.forbids_host(form, port=80) for form in forms}

    assert verdicts == {GUARD.forbids(str(address), host="a.example", port=80)}


@given(st.text(max_size=80), st.integers(0, 65535))
def test_no_text_breaks_the_guard(host: str, port: int) -> None:
    GUARD.forbids_host(host, port=port, through_proxy=True)
    GUARD.forbids(host, host=host, port=port)
    Guard.mistake(host)


def test_an_allowed_network_is_reached_and_no_other() -> None:
    guard = Guard(("10.1.0.0/16", "::1/128", "192.168.1.7"))

    assert guard.forbids_host("10.1.2.3", port=80) is None
    assert guard.forbids_host("::ffff:10.1.2.3", port=80) is None
    assert guard.forbids_host("::1", port=80) is None
    assert guard.forbids_host("192.168.1.7", port=80) is None
    assert guard.forbids_host("10.2.0.1", port=80) is not None
    assert guard.forbids_host("192.168.1.8", port=80) is not None


def test_an_allowed_place_is_reached_on_its_port_alone() -> None:
    guard = Guard(("Intranet.Example:8080", "[::1]:81", "10.0.0.5:82"))

    assert guard.forbids("10.9.9.9", host="intranet.example.", port=8080) is None
    assert guard.forbids("10.9.9.9", host="intranet.example", port=80) is not None
    assert guard.forbids("10.9.9.9", host="other.example", port=8080) is not None
    assert guard.forbids_host("::1", port=81) is None
    assert guard.forbids_host("10.0.0.5", port=82) is None
    assert guard.forbids_host("10.0.0.5", port=80) is not None


@pytest.mark.parametrize(
    "name", ["intranet", "localhost", "a.localhost", "db.internal", "nas.local"]
)
def test_a_proxy_is_asked_for_no_name_of_a_network(name: str) -> None:
    assert GUARD.forbids_host(name, port=80, through_proxy=True) is not None
    assert GUARD.forbids_host(name, port=80) is None
    assert Guard((f"{name}:80",)).forbids_host(name, port=80, through_proxy=True) is None


@pytest.mark.parametrize(
    "entry", ["10.1.0.0/16", "10.0.0.1", "::1/128", "fd00::/8", "a.example:80", "[::1]:8080"]
)
def test_entries_of_the_allow_list(entry: str) -> None:
    assert Guard.mistake(entry) is None
    Guard((entry,))


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "a.example",
        "a.example:",
        "a.example:0",
        "a.example:99999",
        "http://a.example:80",
        "10/8x",
    ],
)
def test_mistakes_in_the_allow_list(entry: str) -> None:
    mistake = Guard.mistake(entry)

    assert mistake is not None
    assert "expected a network" in mistake
    with pytest.raises(ValueError, match="expected a network"):
        Guard((entry,))


def test_hosts_are_compared_small_and_without_ornament() -> None:
    assert plain_host("[FE80::1%eth0]") == "fe80::1"
    assert plain_host("Ａ.example.") == "a.example"
