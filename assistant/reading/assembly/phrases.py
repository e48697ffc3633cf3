"""The words that a footnote call supports: from the call before it, or the clause's beginning, up to the call."""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    r"[,;:–—]\s+(?:(?:and|or|und|oder|et|ou|y|o|but|while|whereas)\s+)?|\s(?:and|or)\s(?=\w+ing\s)|[(]"
    r"|\b(?:include|includes|including|involve|involves|comprise|comprises)\s"
)
_JOINING = re.compile(r"(?:and|or|but|und|oder|et|ou|y|o)\s+")
_SHORTEST_WORDS = 2


def phrase_of(sentence: str, call: int, call_before: int | None) -> tuple[int, int]:
    """The part of ``sentence`` that the call at offset ``call`` supports, as a half-open range.

    ``call_before`` is the offset of the call before it in the same sentence. A bracket that the
    phrase ends in stays whole. The phrase is never shorter than two words where the sentence has them.
    """
    end = _end(sentence, call)
    begin = max(call_before or 0, 0)
    starts = [begin, *(m.end() for m in _CLAUSE.finditer(sentence, begin, end) if _is_boundary(sentence, m, end))]
    starts += _last_of_list(sentence, starts[-1], end)
    for start in reversed(starts):
        start = _trimmed(sentence, start, end)
        if len(sentence[start:end].split()) >= _SHORTEST_WORDS:
            return start, end
    return _trimmed(sentence, begin, end), end


def _last_of_list(sentence: str, begin: int, end: int) -> list[int]:
    """Where the last item of an enumeration begins: behind the "and" after its last comma ("…, exports and waste")."""
    commas = sentence.count(",", 0, begin)
    if sentence[end:].strip(" .") or commas < 1:
        return []
    joins = re.finditer(r"\s(?:and|or)\s(?P<article>(?:the|a|an)\s)?", sentence[begin:end])
    ends = [
        match.start("article") if match["article"] else match.end() for match in joins if commas > 1 or match["article"]
    ]
    return [begin + ends[-1]] if ends else []


def _end(sentence: str, call: int) -> int:
    """Where the words before a call end: without the stop or comma that the call stands behind."""
    end = min(call, len(sentence))
    while end > 0 and sentence[end - 1] in " .,;:":
        end -= 1
    return end


def _trimmed(sentence: str, start: int, end: int) -> int:
    while start < end and sentence[start] in " ,;:.–—)]":
        start += 1
    joining = _JOINING.match(sentence, start, end)
    return joining.end() if joining else start


def _is_boundary(sentence: str, match: re.Match[str], end: int) -> bool:
    """A comma inside a bracket bounds nothing, nor does a bracket that closes again before the call."""
    inside = sentence[match.end() : end]
    if match.group().startswith("("):
        return ")" not in inside
    return inside.count(")") <= inside.count("(")
