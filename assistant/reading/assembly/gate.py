"""The gate before everything else: pages without readable text are refused, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Dropped, PageRefusal
from assistant.reading.assembly.quality import BROKEN, NEEDS_OCR, is_broken, is_language, refusal_of
from assistant.reading.raw import LineRole, RawLine, RawPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """All pages, the refused ones without their lines; why those were refused; and single lines left out."""

    pages: tuple[RawPage, ...]
    refusals: tuple[PageRefusal, ...]
    dropped: tuple[Dropped, ...]


def gate(pages: Sequence[RawPage]) -> Gated:
    """Judge every page by its visible text. Broken lines on a good page (a figure's labels) leave it alone."""
    visible = [[line for line in page.lines if line.role is not LineRole.HIDDEN] for page in pages]
    readable = [[line for line in lines if not is_broken(line.text)] for lines in visible]
    common = is_language([_text(lines) for lines in readable])
    kept: list[RawPage] = []
    refusals: list[PageRefusal] = []
    dropped: list[Dropped] = []
    for page, seen, good in zip(pages, visible, readable, strict=True):
        reason = page.refusal or refusal_of(_text(good), common_elsewhere=common)
        if reason == NEEDS_OCR and len(seen) > len(good):
            reason = BROKEN
        if reason:
            refusals.append(PageRefusal(page=page.number, reason=reason))
            kept.append(replace(page, lines=()))
            continue
        broken = [line for line in seen if is_broken(line.text)]
        dropped += [Dropped(page=page.number, text=line.text, reason="broken text layer") for line in broken]
        kept.append(replace(page, lines=tuple(line for line in page.lines if line not in broken)) if broken else page)
    return Gated(pages=tuple(kept), refusals=tuple(refusals), dropped=tuple(dropped))


def why_all(refusals: Sequence[PageRefusal]) -> str:
    """The sentence for a file of which every page was refused."""
    reasons = {refusal.reason for refusal in refusals}
    if not reasons:
        return "The file holds no pages."
    if len(reasons) == 1:
        reason = reasons.pop()
        return reason if len(refusals) == 1 else re.sub(r"^Th(?:e|is) page", "Every page of the file", reason)
    if any("OCR" in reason for reason in reasons):
        return "No page of the file has readable text: it needs OCR."
    return "No page of the file has readable text. " + " ".join(sorted(reasons))


def _text(lines: Sequence[RawLine]) -> str:
    return " ".join(line.text for line in lines)
