"""JMESPath, with the two functions on texts that it lacks: `split` and `replace`.

They are those of JMESPath Community (JEP-014), without their optional last argument.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from monitor.errors import ParseError

if TYPE_CHECKING:
    from jmespath import Options
    from jmespath.parser import ParsedResult


def syntax_error(expression: str) -> str | None:
    """Return what is wrong with an expression, in one line, or None."""
    from jmespath.exceptions import JMESPathError

    try:
        parsed = _compiled(expression).parsed
    except JMESPathError as error:
        return str(error).splitlines()[0][:200]
    functions = _options().custom_functions
    known = functions.FUNCTION_TABLE if functions else {}
    unknown = next((name for name in _functions(parsed) if name not in known), None)
    return None if unknown is None else f"no function {unknown}()"


def found(expression: str, value: Any, *, subject: str) -> Any:
    """Return what `expression` finds in the whole answer; None where it finds nothing.

    Raises:
        ParseError: a function in it was given what it does not take, or the answer is too deep.
    """
    from jmespath.exceptions import JMESPathError

    try:
        return _compiled(expression).search(value, _options())
    except (JMESPathError, RecursionError) as error:
        fact = str(error).splitlines()[0][:200] or type(error).__name__
        raise ParseError(subject, f'"{expression}" cannot be applied: {fact}') from error


def found_in_item(expression: str, item: Any) -> Any:
    """Return what `expression` finds in one item; None also where it cannot be applied to it."""
    from jmespath.exceptions import JMESPathError

    try:
        return _compiled(expression).search(item, _options())
    except (JMESPathError, RecursionError):
        return None  # one odd item; if all are, the field is reported as drift


def _functions(node: Any) -> Iterator[str]:
    """Yield the names of the functions that a parsed expression calls."""
    if node["type"] == "function_expression":
        yield node["value"]
    for child in node["children"]:
        if isinstance(child, dict):
            yield from _functions(child)


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> ParsedResult:
    from jmespath import compile as compiled

    return compiled(expression)


@lru_cache(maxsize=1)
def _options() -> Options:
    from jmespath import Options, functions

    class TextFunctions(functions.Functions):
        @functions.signature({"types": ["string"]}, {"types": ["string"]})
        def _func_split(self, text: str, separator: str) -> list[str]:
            return text.split(separator) if separator else list(text)

        @functions.signature({"types": ["string"]}, {"types": ["string"]}, {"types": ["string"]})
        def _func_replace(self, text: str, old: str, new: str) -> str:
            return text.replace(old, new) if old else text

    return Options(custom_functions=TextFunctions())
