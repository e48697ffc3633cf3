"""A question that takes for granted what a document contradicts: another number, a denial, the opposite, another name.

Precision first. A contradiction is claimed only where one sentence says nearly all that the question says, differs in
just that one thing, and nothing else that was found says what the question takes for granted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.candidates import Candidate
from assistant.retrieval.query import content_words, words
from assistant.retrieval.stems import stem

# The share of the question's other words that the sentence must hold, and how many these must be.
SAME_CLAIM, LEAST_SHARED = 0.75, 3
# Anything found that shares this much and holds what is taken for granted clears the question.
SAYS_IT_TOO = 0.5

_TAKES_FOR_GRANTED = re.compile(
    r"^\W*(?:and |but |so )?(?:why|how come|when|where|who|whom|whose|which|how|what)\b", re.I
)
_SUPPOSES = re.compile(r"\b(?:if|whether|would|could|should|might|suppose|imagine|any|ever)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:not|never|no longer|neither|cannot|without|none)\b|n['’]t\b(?! only)", re.IGNORECASE)
# "under-delivering", "non-compliant"; "failed to deliver", "has yet to deliver", "fell short of".
_UNDONE = re.compile(r"\b(?:under|non|mis)-(?=[a-z])|\b(?:fail\w*|yet|unable) to\b|\b(?:fall\w*|fell) short of\b", re.I)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|least)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w/.,-])\d[\d.,\u00a0 ]*\d(?![\w/])|(?<![\w/.,-])\d(?![\w/.])")
_LABEL_BEFORE = re.compile(
    r"(?:article|section|chapter|annex|option|note|page|paragraph|footnote|question|table|figure|rev|part|phase|"
    r"regulation|directive|january|february|march|april|may|june|july|august|september|october|november|december)\W*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NAMED_KIND = re.compile(r"(?<=[\w,] )([A-Z][a-z]+) ([a-z]{4,})\b")
_OPPOSITES = (
    ("increase grow rise double expand climb soar", "decrease fall decline shrink drop halve reduce"),
    ("allow permit authorise authorize", "ban prohibit forbid"),
    ("accept approve adopt", "reject refuse decline"),
    ("join enter", "leave withdraw quit"),
    ("succeed", "fail"),
    ("begin start open", "end stop close cease"),
)


def contradicting(question: str, found: Sequence[Candidate]) -> Candidate | None:
    """The sentence that contradicts what a question takes for granted, or None."""
    if not _TAKES_FOR_GRANTED.match(question) or _SUPPOSES.search(question):
        return None
    for differs in (_number, _denial, _opposite, _name):
        contradiction = differs(question, found)
        if contradiction is not None:
            return contradiction
    return None


def _number(question: str, found: Sequence[Candidate]) -> Candidate | None:
    """Another number of the same thing; another year where each names just one."""
    for match in _NUMBER.finditer(question):
        number = _digits(match.group())
        if _LABEL_BEFORE.search(question[: match.start()]):
            continue
        rest = _stems(question[: match.start()] + question[match.end() :])
        is_year = bool(_YEAR.fullmatch(number))
        counted = "" if is_year else _counted(question, match.end())
        if not is_year and not counted:
            continue

        def says_it(one: Candidate, number: str = number) -> bool:
            return number in {_digits(other.group()) for other in _NUMBER.finditer(_with_place(one))}

        def differs(one: Candidate, is_year: bool = is_year, counted: str = counted) -> bool:
            if is_year:
                return len(set(_YEAR.findall(one.text))) == 1
            return any(_counted(one.text, other.end()) == counted for other in _NUMBER.finditer(one.text))

        contradiction = _only(found, rest, says_it=says_it, differs=differs)
        if contradiction:
            return contradiction
    return None


def _denial(question: str, found: Sequence[Candidate]) -> Candidate | None:
    """A sentence that denies what the question states."""
    if _NEGATION.search(question) or _UNDONE.search(question):
        return None
    rest = _stems(question)

    def denied(one: Candidate) -> set[str]:
        text = _NOT_ONLY.sub(" ", one.text)
        ends = (match.end() for form in (_NEGATION, _UNDONE) for match in form.finditer(text))
        return {word for end in ends for word in map(stem, words(text[end:])[:3])} & rest

    in_doubt = {word for one in found if _share(rest, _said(one)) >= SAME_CLAIM for word in denied(one)}
    return _only(
        found,
        rest,
        says_it=lambda one: not denied(one) and bool(_said(one) & in_doubt),
        differs=lambda one: bool(denied(one)),
    )


def _opposite(question: str, found: Sequence[Candidate]) -> Candidate | None:
    """A sentence that says that it grew where the question says that it fell."""
    asked = _stems(question)
    for one_side, other_side in _OPPOSITES:
        for mine, theirs in ((one_side, other_side), (other_side, one_side)):
            said, opposite = ({stem(word) for word in side.split()} for side in (mine, theirs))
            if not asked & said or asked & opposite:
                continue
            contradiction = _only(
                found,
                asked - said,
                says_it=lambda one, said=said: bool(_stems(one.text) & said),  # type: ignore[misc]
                differs=lambda one, opposite=opposite: (
                    bool(_stems(one.text) & opposite)  # type: ignore[misc]
                    and not _NEGATION.search(one.text)
                ),
            )
            if contradiction:
                return contradiction
    return None


def _name(question: str, found: Sequence[Candidate]) -> Candidate | None:
    """Another name before the same thing: "Russian groups" where the sentence has "Chinese groups"."""
    for match in _NAMED_KIND.finditer(question):
        name, kind = match.groups()
        rest = _stems(question) - {stem(name.lower())}

        def differs(one: Candidate, name: str = name, kind: str = kind) -> bool:
            others = {n for n, k in _NAMED_KIND.findall(one.text) if stem(k) == stem(kind)}
            return bool(others) and name not in others

        contradiction = _only(found, rest, says_it=_holds(name), differs=differs)
        if contradiction:
            return contradiction
    return None


def _holds(name: str) -> Callable[[Candidate], bool]:
    return lambda one: stem(name.lower()) in _stems(_with_place(one))


def _only(
    found: Sequence[Candidate],
    rest: set[str],
    *,
    says_it: Callable[[Candidate], bool],
    differs: Callable[[Candidate], bool],
) -> Candidate | None:
    """The sentence that makes the same claim with a difference, unless anything near says what the question says."""
    shares = [(_share(rest, _said(one)), one) for one in found]
    if any(share >= SAYS_IT_TOO and says_it(one) for share, one in shares):
        return None
    same = [(share, one) for share, one in shares if share >= SAME_CLAIM and differs(one)]
    if len(rest) < LEAST_SHARED or not same:
        return None
    return max(same, key=lambda pair: pair[0])[1]


def _share(asked: set[str], said: set[str]) -> float:
    return len(asked & said) / len(asked) if asked else 0.0


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text) if not word.isdigit()}


def _said(one: Candidate) -> set[str]:
    """The stems of a sentence, and of the parts of what is hyphenated ("under-delivering")."""
    return _stems(one.text) | {stem(part) for word in words(one.text) if "-" in word for part in word.split("-")}


def _counted(text: str, end: int) -> str:
    """The stem of what a number counts: the first plural or unit within three words after it."""
    after = words(re.split(r"[.;:()]", text[end:])[0])[:3]
    return next((stem(word) for word in after if len(word) > 3 and word.endswith("s")), "")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _with_place(one: Candidate) -> str:
    return " ".join((one.text, one.before, *one.headings))
