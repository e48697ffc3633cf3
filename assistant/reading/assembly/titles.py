"""The title of a document: labelled as such, set largest among what may be one, or taken from where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Span, Stated
from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.dates import find_dates
from assistant.reading.assembly.header_block import BYLINE, LABEL
from assistant.reading.assembly.kinds_of_document import is_document_number_line, is_kind, is_letterhead, names_kind
from assistant.reading.assembly.markings import marking_of

TITLE_LABELS = frozenset(["subject", "title", "betreff", "betr.", "objet", "asunto", "re"])
_LEGAL_ACT = re.compile(
    r"(?:(?:COUNCIL|COMMISSION|IMPLEMENTING|DELEGATED|Council|Commission) )*"
    r"(?:DIRECTIVE|REGULATION|DECISION|RECOMMENDATION|Directive|Regulation|Decision)s? (?:\([A-Z, a-z]+\) )?(?:No )?\d"
)
_SHORTEST, _LONGEST = 12, 420


def find_title(header: Sequence[Block], body: Sequence[Block], hint: str, fallback: str) -> Stated:
    """The title. ``hint`` is what the file's metadata claims, used to choose and, failing all else, as it is.

    ``fallback`` (from the file's name) is used where the document has no title of its own.
    """
    for block in header:
        label = LABEL.match(block.text)
        if label and label["label"].casefold() in TITLE_LABELS and block.text[label.end() :].strip():
            return Stated(
                value=block.text[label.end() :].strip(), span=block.span(label.end(), len(block.text.rstrip()))
            )
    found = _caption(header) or _set_title(header, hint)
    if found:
        return found
    if hint.strip() and not re.search(r"\.\w{3,4}$|^Microsoft Word", hint.strip()):
        return Stated(value=hint.strip(), span=None, source="file metadata")
    if body and body[0].kind is BlockKind.HEADING:
        return _joined([body[0]])
    return Stated(value=fallback, span=None, source="file name")


def _caption(header: Sequence[Block]) -> Stated | None:
    """The parties of a case, where "v." stands between them on a line of its own; the long title of an act."""
    for index, block in enumerate(header):
        if re.fullmatch(r"an act|a bill|(?:joint|concurrent) resolution", block.text.strip(), re.IGNORECASE):
            return _joined(list(header[index : index + 2]))
        if re.fullmatch(r"(?:v\.|vs\.?|contre|gegen)", block.text.strip()) and 0 < index < len(header) - 1:
            first = index - 1
            while first > 0 and not header[first].text[:40].isupper() and index - first < 4:
                first -= 1
            return _joined(list(header[first : index + 2]))
    return None


def _set_title(header: Sequence[Block], hint: str) -> Stated | None:
    candidates = [index for index, block in enumerate(header) if _may_be_title(block)]
    if not candidates:
        candidates = [index for index, block in enumerate(header) if is_kind(block.text)]
    if not candidates:
        return None
    best = max(candidates, key=lambda index: (_weight(header[index], hint), -index))
    blocks = [header[best]]
    for block in header[best + 1 :]:
        length = sum(len(one.text) + 1 for one in blocks)
        too_short = length < _SHORTEST or (is_kind(blocks[-1].text) and len(blocks) == 1)
        if length > _LONGEST or not _goes_on(blocks[-1], block, too_short=too_short):
            break
        blocks.append(block)
    return _joined(blocks)


def _weight(block: Block, hint: str) -> float:
    length = 0.0 if block.size_pt else 2.0 * min(len(block.text.split()), 12) / 12
    weight = (
        length + (block.size_pt or 10.0) + (1.0 if block.bold else 0.0) + (0.5 if len(block.text) > _SHORTEST else 0.0)
    )
    weight += {1: 12.0, 2: 6.0, 3: 3.0}.get(block.heading_level or 9, 0.0)
    weight += 5.0 if names_kind(block.text) else 0.0
    weight += 20.0 if _LEGAL_ACT.match(block.text) else 0.0
    one, other = _bare(block.text), _bare(hint)
    alike = len(one) >= 10 and len(other) >= 10 and (one in other or other in one)
    return weight + (15.0 if alike else 0.0)


def _goes_on(above: Block, block: Block, *, too_short: bool) -> bool:
    """Whether a title goes on in the next block: set alike and close by, or all there is of a very short one."""
    if block.page != above.page or block.start - above.end > 4:
        return False
    if too_short:
        return bool(re.search(r"[^\W\d_]{3}", block.text))
    if above.size_pt is None or block.size_pt is None:
        return False
    in_capitals = block.text.isupper() and len(block.text) < 40
    if not (_may_be_title(block) or block.text[:1].islower() or in_capitals):
        return False
    alike = 0.75 * above.size_pt <= block.size_pt <= above.size_pt * 1.3 and block.bold is above.bold
    return alike and (above.size_pt >= 14 or bool(_LEGAL_ACT.match(above.text)) or block.text[:1].islower())


def _may_be_title(block: Block) -> bool:
    text = block.text.strip()
    if not 5 <= len(text) <= _LONGEST or LABEL.match(text) or marking_of(text) or BYLINE.match(text):
        return False
    if (
        is_kind(text)
        or is_letterhead(text)
        or is_document_number_line(text)
        or text[0].islower()
        or re.fullmatch(r"\(.*\)", text)
    ):
        return False
    if text.endswith(".") and len(text.split()) > 12:
        return False
    letters = sum(char.isalpha() or char.isspace() for char in text)
    words = re.findall(r"[^\W\d_]{3,}", text)
    if not words or letters < 0.7 * len(text) or len("".join(words)) < 4 or "@" in text:
        return False
    dates = next(find_dates(text), None)
    return not (dates and len(text) < dates[2] - dates[1] + 25) and not re.fullmatch(r"\w+ \d{4}", text)


def _joined(blocks: Sequence[Block]) -> Stated:
    first, last = blocks[0], blocks[-1]
    value = " ".join(block.text.strip() for block in blocks)
    return Stated(value=value, span=Span(page=first.page, start=first.start, end=last.end))


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
