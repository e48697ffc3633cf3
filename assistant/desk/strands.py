"""Whose words a document's are: an official text, opinion, or neither that can be told."""

from __future__ import annotations

import re

from assistant.domain import Document, Strand

# Issuers that speak with authority, and kinds of document that only they make.
_AUTHORITY = re.compile(
    r"\b(Council|Presidency|Secretariat|Commission|Parliament|Court|Committee|Ministry|Minister|Department|Government|"
    r"Agency|Authority|Office|Congress|Senate|House of|United Nations|Europol|Eurojust|Frontex|Delegation|Embassy)\b",
    re.IGNORECASE,
)
_OFFICIAL_KIND = re.compile(
    r"\b(NOTE|DIRECTIVE|REGULATION|DECISION|COMMUNICATION|JUDGMENT|ORDER|RESOLUTION|CONCLUSIONS|AGENDA|MINUTES|"
    r"SUMMARY RECORD|OUTCOME OF PROCEEDINGS|RULES?|AN ACT|PROPOSAL|DRAFT OPINION)\b"
)
_OPINION = re.compile(
    r"\b(think[- ]tank|institute|foundation|centre|center|forum|blog|magazine|press|news|correspondent|"
    r"university|college|association)\b|\b(policy brief|position paper|article|opinion piece)\b",
    re.IGNORECASE,
)


def strand_of(document: Document, note: str | None) -> Strand:
    """The strand of a document seen from the note with the id ``note``.

    Told from what the document says of itself. One that names persons as its authors and no authority is opinion;
    one that says nothing is a third party's.
    """
    if document.id == note:
        return Strand.NOTE
    issuer = document.issuer.value if document.issuer else ""
    kind = document.kind.value if document.kind else ""
    if _OPINION.search(f"{issuer} {kind}"):
        return Strand.OPINION
    if _AUTHORITY.search(issuer) or _OFFICIAL_KIND.search(kind.upper()):
        return Strand.OFFICIAL
    return Strand.OPINION if document.authors else Strand.OTHERS
