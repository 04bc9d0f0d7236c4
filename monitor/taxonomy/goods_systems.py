"""The systems of codes of goods, by the beginnings of their ids."""

from __future__ import annotations

_GOODS_SYSTEMS = (
    "int.hs.", "cn.hs.", "us.hts.", "eu.cn.", "us.eccn.", "cn.control.", "eu.dual-use.",
)  # fmt: skip


def is_goods_code(identifier: str) -> bool:
    """Say whether an id is a code of goods: what a measure is about, no document's number."""
    return identifier.startswith(_GOODS_SYSTEMS)
