"""Names of the taxonomy that get in each other's way, or that are everyday words.

A collision makes what is found arbitrary, and is a mistake; a doubt is a name that finds too
much, or nothing. Each is one line: file, entry, fact, remedy. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monitor.model import Category
from monitor.taxonomy.entries import TaxonomyEntry
from monitor.terms import folded_term
from monitor.text import is_cjk


class _Claim(NamedTuple):
    """A name that an entry claims, as it is compared."""

    entry: TaxonomyEntry
    written: str
    near: frozenset[str]
    """Folded words of which one has to stand beside it; empty: none has to."""


_APART: tuple[frozenset[Category], ...] = (
    frozenset({"company", "place"}),
    frozenset({"company", "material"}),
    frozenset({"company", "body"}),
    frozenset({"place", "material"}),
    frozenset({"place", "body"}),
)
"""Categories in which one name is a mistake: a measure and a carrier may share a body's name,
but who is named cannot at once be what is mined."""

_EVERYDAY = {
    "English": (
        "act, action, agency, age, air, all, and, are, argus, army, bank, bar, bear, board,"
        " base, big, bill, body, boom, border, can, cap, card, case, change, charge, chip, city,"
        " club, code, company, concern, control, core, cost, council, country, court, cut, data,"
        " deal, direct, drop, edge, energy, era, fall, field, fine, fire, firm, first, floor,"
        " focus, for, force, forge, forum, free, frontier, fund, gain, gap, general, global, gold,"
        " group, grant, growth, halt, has, head, high, hit, home, house, index, iron, issue, item,"
        " joint, key, land, law, lead, light, limit, line, list, load, loan, low, made, magnet,"
        " mark, market, mass, match, may, metal, mine, mission, most, move, near, neo, new, not,"
        " note, now, offer, oil, one, open, order, ore, out, pact, park, part, path, peak, permit,"
        " phase, plan, plant, plate, point, port, power, press, price, process, project, quad,"
        " quick, race, raise, range, rate, reach, real, record, report, reserve, rest, review,"
        " rise, rock, rule, sale, sand, sat, save, scheme, scrap, seal, season, sector, seed, set,"
        " shift, ship, sign, silver, site, source, spark, stage, stake, state, steel, step, stock,"
        " stone, strike, summit, sun, supply, talk, target, tax, term, test, the, tin, title, top,"
        " track, trade, trend, trust, turn, unit, value, vault, view, war, watch, wave, way, west,"
        " will, wind, wire, wood, work, world, year, zone"
    ),
    "German": (
        "alle, art, auch, bald, bei, blei, dem, den, der, des, die, eisen, ende, erde, geld, gold,"
        " gut, handel, jahr, land, markt, mit, nach, neu, oder, quote, rat, recht, silber, sind,"
        " stand, und, von, was, welt, zeit, zinn, zoll"
    ),
    "French": (
        "aussi, avec, bien, ciel, dans, des, elle, est, fer, fin, fort, grand, les, mais, mer,"
        " mine, mois, mot, nous, par, pas, plan, plomb, pour, prix, qui, sans, ses, son, sont,"
        " sous, sur, tout, une, vers, vie, vol"
    ),
    "Spanish": (
        "algo, base, cada, como, con, del, fin, fue, hay, las, los, mar, mes, mina, muy, oro, para,"
        " pero, plan, plata, plomo, por, que, red, ser, sin, sobre, son, sus, una, uno, vez"
    ),
    "Russian": (
        "был, все, год, для, его, ещё, или, как, мир, наш, она, они, при, так, уже, что, это"
    ),
    "Chinese": (
        "今天, 公司, 企业, 可以, 国家, 我们, 政府, 时间, 没有, 经济, 进行, 问题, 发展, 工作,"
        " 市场, 价格, 报告, 会议"
    ),
    "Japanese": "こと, これ, ため, もの, よう, 会社, 企業, 今日, 市場, 政府, 日, 月, 年",
    "Korean": "것, 기업, 년, 시장, 오늘, 우리, 일, 정부, 회사",
}
"""Words that stand in any text and are fit to be taken for a name, by language; made by hand."""
_LANGUAGE_OF = {
    folded_term(word): language
    for language, words in reversed(_EVERYDAY.items())
    for word in words.split(",")
}
_MIN_LETTERS = 3
_MIN_SYLLABLES = 2
"""Of kana and Hangul, which spell sounds: one is a part of many words. One Han may be a word."""


def collisions(entries: Sequence[TaxonomyEntry]) -> tuple[str, ...]:
    """Return one line for each name that means two things of one category, with nothing to tell.

    Two entries share a name that counts everywhere, or a name that counts beside the same word.
    """
    return tuple(
        line
        for (category, key), claims in _claims(entries).items()
        for line in _colliding(category, key, claims)
    )


def doubts(entries: Sequence[TaxonomyEntry]) -> tuple[str, ...]:
    """Return one line for each name that finds too much or nothing, in the entries' order."""
    claims = _claims(entries)
    return (
        *_shadowed(claims),
        *_across(claims),
        *_hidden(entries, claims),
        *(line for entry in entries for line in _unfit(entry)),
    )


def _claims(entries: Iterable[TaxonomyEntry]) -> dict[tuple[Category, str], list[_Claim]]:
    claims: dict[tuple[Category, str], list[_Claim]] = {}
    contexts: dict[tuple[str, ...], frozenset[str]] = {(): frozenset()}
    for entry in entries:
        for names, near in ((entry.names, ()), *entry.beside):
            if near not in contexts:
                contexts[near] = frozenset(map(folded_term, near))
            for name in names:
                claim = _Claim(entry, name, contexts[near])
                claims.setdefault((entry.category, folded_term(name)), []).append(claim)
    return claims


def _colliding(category: Category, key: str, claims: list[_Claim]) -> Iterator[str]:
    for number, one in enumerate(claims):
        for other in claims[number + 1 :]:
            if one.entry.id == other.entry.id:
                continue
            if not one.near and not other.near:
                yield (
                    f"{category}: {key!r} is a name of {_where(one)} and of {_where(other)};"
                    " take it from one, or give each near_names and what stands near it"
                )
            elif one.near and (shared := sorted(one.near & other.near)):
                yield (
                    f"{category}: {key!r} counts for {_where(one)} and for {_where(other)} beside"
                    f" {shared[0]!r}; give them different words in near"
                )


def _shadowed(claims: dict[tuple[Category, str], list[_Claim]]) -> Iterator[str]:
    """Yield the near-names that another entry, or the same, has as a name that always counts."""
    for (category, key), found in claims.items():
        always = next((one for one in found if not one.near), None)
        for one in found:
            if always is None or not one.near:
                continue
            yield (
                f"{category}: {key!r} counts everywhere for {_where(always)}, so what stands near"
                f" it for {_where(one)} decides nothing; move the first to near_names"
                if one.entry.id != always.entry.id
                else f"{category}: {key!r} of {_where(one)} is in near_names and in names;"
                " take it from one of them"
            )


def _across(claims: dict[tuple[Category, str], list[_Claim]]) -> Iterator[str]:
    """Yield the names that always count for things of two categories that cannot be one."""
    owners: dict[str, list[_Claim]] = {}
    for (_, key), found in claims.items():
        owners.setdefault(key, []).extend(one for one in found if not one.near)
    for key, found in owners.items():
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                if frozenset({one.entry.category, other.entry.category}) in _APART:
                    yield (
                        f"{key!r} is the {one.entry.category} {_where(one)} and the"
                        f" {other.entry.category} {_where(other)}; move the rarer to near_names"
                    )


def _hidden(
    entries: Sequence[TaxonomyEntry], claims: dict[tuple[Category, str], list[_Claim]]
) -> Iterator[str]:
    """Yield the names that `not_names` of some entry keep from ever being found."""
    for entry in entries:
        for one in entry.not_names:
            for claim in claims.get((entry.category, folded_term(one)), ()):
                yield (
                    f"{entry.category}: not_names of {entry.id} ({entry.origin}) hide"
                    f" {claim.written!r}, a name of {_where(claim)}; take it from one of them"
                )


def _unfit(entry: TaxonomyEntry) -> Iterator[str]:
    """Yield what is wrong with single names of an entry."""
    where = f"{entry.category}: {entry.id} ({entry.origin})" if entry.origin else entry.id
    written: dict[str, str] = {}
    for name in entry.names:
        key = folded_term(name)
        before = written.setdefault(key, name)
        if before is not name:
            # With and without accents, or in both scripts, is how people write a name.
            if _loosely(before) == _loosely(name):
                yield f"{where}: {name!r} is compared as {before!r} is; one of them does nothing"
            continue
        # A stage is told by words, not by names.
        language = _LANGUAGE_OF.get(key) if entry.category != "stage" else None
        if language is not None:
            yield f"{where}: {name!r} is an everyday word ({language}); move it to near_names"
        elif _too_short(key):
            yield f"{where}: {name!r} is so short that other words hold it; move it to near_names"
    every = {*written, *map(folded_term, entry.near_names)}
    for one in entry.not_names:
        key = folded_term(one)
        if not any(key != other and other in key for other in every):
            yield f"{where}: not_names: {one!r} holds none of its names, so it hides nothing"


def _loosely(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def _too_short(key: str) -> bool:
    """Say whether a name has too few letters for its script; one Han character may be a metal."""
    if not key.isalpha() or "\u3400" <= key[0] <= "\u9fff":
        return False
    return len(key) < (_MIN_SYLLABLES if is_cjk(key[0]) else _MIN_LETTERS)


def _where(claim: _Claim) -> str:
    return f"{claim.entry.id} ({claim.entry.origin})" if claim.entry.origin else claim.entry.id
