from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.rules.language.lists import MAX_CHAIN, definitions, listed
from monitor.rules.language.parsing import MAX_NESTING, parse
from monitor.rules.language.printing import printed
from monitor.rules.language.query import (
    Amounts,
    And,
    Days,
    InField,
    Listed,
    Near,
    Node,
    Not,
    Or,
    Value,
    Within,
    Words,
)
from tests.unit.queries import VOCABULARY, queries

A, B, C = Words("aa"), Words("bb"), Words("cc")
TRAPS = {"traps": Or((Words("Cobalt Strike"), Words("掘金")))}

READ = [
    ("aa", A),
    ("aa AND bb AND cc", And((A, B, C))),
    ("aa OR bb AND cc", Or((A, And((B, C))))),
    ("(aa OR bb) AND cc", And((Or((A, B)), C))),
    ("aa AND (bb AND cc)", And((A, B, C))),
    ("NOT aa AND bb", And((Not(A), B))),
    ("NOT (aa AND bb)", Not(And((A, B)))),
    ("!aa && bb || cc", Or((And((Not(A), B)), C))),
    ('"export  control"', Words("export control")),
    ("“出口 管制”", Words("出口 管制")),
    ("（aa OR bb）", Or((A, B))),
    ("announce*", Words("announce", True)),
    ('"export licen"*', Words("export licen", True)),
    ("出*", Words("出", True)),
    ('"say \\"so\\" \\\\"', Words('say "so" \\')),
    ("R&D", Words("R&D")),
    ("dual-use", Words("dual-use")),
    ('"AND"', Words("AND")),
    ('"export control"~5', Near(("export", "control"), 5)),
    ('"export* 管制"~5', Near(("export*", "管制"), 5)),
    ("sentence(aa AND bb)", Within("sentence", And((A, B)))),
    ("paragraph(aa AND sentence(bb))", Within("paragraph", And((A, Within("sentence", B))))),
    ("sentence AND aa", And((Words("sentence"), A))),
    ("title:aa", InField("title", A)),
    ("body:(aa OR bb)", InField("body", Or((A, B)))),
    ("title:sentence(aa)", InField("title", Within("sentence", A))),
    ("title:@traps", InField("title", Listed("traps", TRAPS["traps"]))),
    ("material:*", Value("material", "", True)),
    ("material:rare_earth", Value("material", "rare_earth")),
    ("material:稀土", Value("material", "稀土")),
    (
        "material:(rare_earth OR gallium)",
        Or((Value("material", "rare_earth"), Value("material", "gallium"))),
    ),
    (
        "stage:(adopted OR suspended) AND NOT issuer:cn",
        And(
            (
                Or((Value("stage", "adopted"), Value("stage", "suspended"))),
                Not(Value("issuer", "cn")),
            )
        ),
    ),
    ("document:cn.mofcom.*", Value("document", "cn.mofcom.", True)),
    ('url:"https://www.mofcom.gov.cn/"*', Value("url", "https://www.mofcom.gov.cn/", True)),
    ('publisher:"Global Times"', Value("publisher", "Global Times")),
    ("tier:official", Value("tier", "official")),
    ("quantity.t:[1000 TO *]", Amounts("t", 1000.0)),
    ("quantity.USD/kg:>110.5", Amounts("USD/kg", 110.5, None, True)),
    ("quantity:[* TO 5}", Amounts(None, None, 5.0, False, True)),
    ("quantity.%:25", Amounts("%", 25.0, 25.0)),
    ("published:[2025-01-01 TO *]", Days("published", "2025-01-01")),
    ("published:2025-04", Days("published", "2025-04", "2025-04")),
    ("until:{2025 TO 2026-11-10}", Days("until", "2025", "2026-11-10", True, True)),
    ("effective:*", Days("effective")),
    ("effective:<2026", Days("effective", None, "2026", False, True)),
    ("NOT @traps", Not(Listed("traps", TRAPS["traps"]))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "query"), READ, ids=[text for text, _ in READ])
def test_a_text_is_read_as_its_query_and_written_so_that_it_is_read_again(
    text: str, query: Node
) -> None:
    assert parse(text, VOCABULARY, TRAPS) == query
    assert parse(printed(query), VOCABULARY, TRAPS) == query


REFUSED = [
    ("", "line 1, column 1: expected a term at the beginning, found the end"),
    ("aa AND )", "line 1, column 8: expected a term after AND, found )"),
    ("aa\nAND\n  OR bb", "line 3, column 3: expected a term after AND, found OR"),
    ("aa bb", "line 1, column 4: expected AND, OR or the end, found bb; say AND or OR"),
    ("aa and bb", "line 1, column 4: expected AND, OR or the end, found and; write operators in"),
    ("aa NOT bb", "column 4: expected AND, OR or the end, found NOT; say AND NOT"),
    ("aa AND (bb OR cc", "column 8: found ( that is not closed"),
    ("aa)", "column 3: found ) without ( before it"),
    ("aa?b", "column 1: ? stands for no letter here"),
    ("aa^2", "column 1: ^ gives no weight here"),
    ("'aa'", """column 1: ' is no quote here; write "aa\""""),
    ("aa, OR bb", 'column 1: , at the end of a word; write AND or OR, or "aa,"'),
    ("sentance(aa AND bb)", "column 9: expected AND, OR or the end, found (; did you mean"),
    ("aa bb~5", "column 4: expected AND, OR or the end, found bb"),
    ("aa ~5", 'found ~5; put the words before it in quotes, "gallium ban"~5'),
    ("(aa bb)", "column 5: expected AND, OR or ), found bb"),
    ('aa OR "bb', "column 7: found a quote that is not closed"),
    ("aa AND 「bb」", 'column 8: found a quote that is none here; write "…"'),
    ("出口，管制", "column 3: found a stop between words; write AND or OR, or put them in quotes"),
    ("aa -bb", "column 4: found - before a term; write NOT"),
    ("a*", "column 1: * needs 2 letters before it"),
    ("*", "column 1: * alone stands only for any value of a field"),
    ("aa*bb", "column 4: expected AND, OR or the end, found bb"),
    ('"aa bb*"', "column 1: * stands at the end of a word, and behind the quotes of a phrase"),
    ("@trap", "column 1: no list or definition is called @trap; did you mean 'traps'?"),
    ("titel:aa", "column 1: there is no field titel:; did you mean 'title'?"),
    ("http://x.org", "column 1: there is no field http:; put words that hold a colon in quotes"),
    ("material:galium", "column 10: 'galium' is no id or name that material: knows; did you"),
    ("material:rare*", "column 10: 'rare' cannot end in * in material:"),
    ("stage:adoptd", "'adoptd' is none of signal, proposed,"),
    ("tier:oficial", "did you mean 'official'?"),
    ("language:English", "'English' is no language code"),
    ("material:(gallium OR @traps)", "column 22: @traps cannot stand among the values"),
    ("material:(gallium OR title:aa)", "title: cannot stand among the values of material:"),
    ("material:[1 TO 2]", "column 10: material: has no order, so it takes no range"),
    ("material: AND aa", "column 11: expected a value or ( after material:, found AND"),
    ("title:NOT aa", "column 7: expected a term or ( after title:, found NOT"),
    ("sentence(aa AND sentence(bb))", "column 17: sentence( cannot stand inside sentence("),
    ("sentence(paragraph(aa))", "paragraph( cannot stand inside sentence("),
    ("quantity:[a TO b]", "column 10: expected numbers for quantity:, found a"),
    ("quantity:[5 TO 1]", "the range from 5 to 1 is empty"),
    ("quantity:{5 TO 5]", "the range from 5 to 5 is empty"),
    ("published:[2026 TO 2026}", "the range from 2026 to 2026 is empty"),
    ("quantity.tonnes:>5", "column 17: quantity: knows no unit tonnes; it knows t, %, USD and"),
    ("quantity.USD/KG:>5", "knows no unit USD/KG; did you mean 'USD/"),
    ("quantity:nan", "expected numbers for quantity:, found nan"),
    ("quantity:[1 2]", "expected [LOW TO HIGH], found [1 2]"),
    ("published:2025-13", "expected days such as 2025-04-04, 2025-04 or 2025, found 2025-13"),
    ("published:[2026 TO 2025-12]", "the range from 2026 to 2025-12 is empty"),
    ("published.t:2025", "published has no units"),
    ("published:>", "expected a bound after >, found the end"),
    ('"aa"~5', "~ needs two or more different words before it"),
    ('"Dual-use dual-use"~5', "~ needs two or more different words before it"),
    ('"aa bb"~99999', "column 8: ~ takes a number up to 1000"),
    ("aa~", "column 3: found ~ without a number"),
    ("(" * 30 + "aa" + ")" * 30, f"column {MAX_NESTING + 1}: more than {MAX_NESTING} levels"),
    ("NOT " * 30 + "aa", f"more than {MAX_NESTING} levels"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fact"), REFUSED, ids=[text[:20] for text, _ in REFUSED])
def test_a_text_that_is_no_query_is_refused_with_its_place_and_a_remedy(
    text: str, fact: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        parse(text, VOCABULARY, TRAPS)

    assert fact in str(refused.value)
    assert str(refused.value).startswith("line ")
    assert len(refused.value.problems) == 1


@settings(max_examples=300)
@given(queries())
def test_what_is_written_is_read_again_as_the_same_query(query: Node) -> None:
    try:
        again = parse(printed(query), VOCABULARY, _named(query))
    except ConfigError as error:
        assume("cannot stand inside" not in str(error))  # no sentence is looked for in another
        raise

    assert again == query


def _named(node: Node) -> dict[str, Node]:
    """Return what the names in a random query stand for."""
    found: dict[str, Node] = {}
    left = [node]
    while left:
        one = left.pop()
        if isinstance(one, Listed):
            found[one.name] = one.item
        elif isinstance(one, And | Or):
            left += one.items
        elif isinstance(one, Not | InField | Within):
            left.append(one.item)
    return found


@given(st.text(alphabet='ab*"“”()（）[]{}~5:@!&|\\- \nANDORTO稀', max_size=40))
def test_any_text_is_a_query_or_a_configuration_error(text: str) -> None:
    try:
        query = parse(text, VOCABULARY)
    except ConfigError:
        return

    assert parse(printed(query), VOCABULARY) == query


def test_terms_of_a_list_are_taken_as_they_are() -> None:
    assert listed(["Cobalt Strike", "announce*", "a: b"], VOCABULARY) == Or(
        (Words("Cobalt Strike"), Words("announce", True), Words("a: b"))
    )
    assert listed(["material:gallium", "@traps", "aa"], VOCABULARY, TRAPS) == Or(
        (Value("material", "gallium"), Listed("traps", TRAPS["traps"]), A)
    )
    assert listed(["aa", "aa"], VOCABULARY) == A


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("antimony AND ban", "AND would be one; write NAME = 'antimony AND ban' beside the list"),
        ("NOT ban", "NOT would be one; write NAME = 'NOT ban' beside the list and \"@NAME\" in it"),
        ("{cut,curb} OR ban", "OR would be one; "),
        ("ban OR", "; or where the word is meant"),
        ("aa && bb", "&& would be one; "),
        ("!aa", "! would be one; "),
        ("sentence(aa)", "sentence( would be one; "),
        ('"gallium ban"~5', "~5 would be one; "),
        ('"gallium ban"', "stands without quotes"),
        ("materal:gallium", "there is no field materal: for a list; did you mean 'material'?"),
        ("ga?lium", "? stands for no letter here"),
        ("“gallium ban”*", "stands without quotes"),
    ],
)
def test_a_term_that_is_meant_as_a_query_is_refused(term: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        listed(["aa", term], VOCABULARY)

    (problem,) = refused.value.problems
    assert problem.startswith(f"{term!r}: ")
    assert said in problem


@pytest.mark.parametrize("term", ["ban and curb", "Oregon (OR)", "aa ~ bb", "aa ! bb", "NOTE"])
def test_words_that_only_look_like_operators_are_words(term: str) -> None:
    assert listed([term], VOCABULARY) == Words(term)


def test_definitions_use_one_another_in_any_order() -> None:
    known = definitions({"all": "@one OR @two", "one": ["aa"], "two": "bb"}, VOCABULARY, TRAPS)

    assert known["all"] == Or((Listed("one", A), Listed("two", B)))
    assert known["traps"] is TRAPS["traps"]


CHAIN = {f"n{number}": f"aa OR @n{number + 1}" for number in range(MAX_CHAIN)}


@pytest.mark.parametrize("names", [sorted(CHAIN), sorted(CHAIN, reverse=True)])
def test_names_that_use_one_another_are_counted_in_any_order_and_over_all_files(
    names: list[str],
) -> None:
    last = f"n{MAX_CHAIN}"
    fact = f"n0: more than {MAX_CHAIN} names that use one another"
    chain = {name: CHAIN[name] for name in names}

    with pytest.raises(ConfigError) as in_one:
        definitions({**chain, last: "bb"}, VOCABULARY)
    with pytest.raises(ConfigError) as in_two:
        definitions(chain, VOCABULARY, definitions({last: "bb"}, VOCABULARY))
    assert in_one.value.problems == in_two.value.problems == (fact,)

    del chain["n0"]
    assert last in definitions({**chain, last: "bb"}, VOCABULARY)


def test_every_mistake_of_the_definitions_is_told_with_its_name() -> None:
    with pytest.raises(ConfigError) as refused:
        definitions(
            {
                "one": "@two",
                "two": "aa AND @one",
                "bad": "aa AND",
                "empty": [],
                "no": ["\u200b", ""],
            },
            VOCABULARY,
        )

    assert refused.value.problems == (
        "one: stands for itself: @one uses @two uses @one",
        "bad: line 1, column 7: expected a term after AND, found the end",
        "empty: has no terms, so nothing can meet it",
        "no: '\\u200b': the term is empty",
        "no: '': the term is empty",
    )


HOSTILE = ["(", "aa AND ", '"', "&&&&", "a" * 50, "[", "~5", "\\", "稀:", "aa*", "@a", "NOT ", "“"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_monotonous_query_is_read_or_refused(piece: str) -> None:
    try:
        read = parse(piece * (96_000 // len(piece)), VOCABULARY)
    except ConfigError as error:
        assert all(len(problem) < 500 for problem in error.problems)
    else:
        assert printed(read)
