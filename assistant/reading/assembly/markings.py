"""Distribution and security markings: LIMITE, RESTREINT UE/EU RESTRICTED, TLP, OFFICIAL-SENSITIVE and the like."""

from __future__ import annotations

import re

_FORMS = re.compile(
    r"(?:LIMITE|RESTREINT UE(?: ?/ ?EU RESTRICTED)?|EU RESTRICTED|CONFIDENTIEL UE(?: ?/ ?EU CONFIDENTIAL)?|"
    r"EU CONFIDENTIAL|"
    r"SECRET UE(?: ?/ ?EU SECRET)?|EU SECRET|TR[EÈ]S SECRET UE(?: ?/ ?EU TOP SECRET)?|EU TOP SECRET|"
    r"NATO (?:UNCLASSIFIED|RESTRICTED|CONFIDENTIAL|SECRET)|COSMIC TOP SECRET|PUBLIC|"
    r"TLP ?: ?(?:CLEAR|WHITE|GREEN|AMBER(?:\+STRICT)?|RED)|"
    r"OFFICIAL(?: ?- ?SENSITIVE|: SENSITIVE)?(?:[ -]+\[?(?:COMMERCIAL|LOCSEN|PERSONAL)\]?)?|TOP SECRET|SECRET|"
    r"CONFIDENTIAL|RESTRICTED|UNCLASSIFIED"
    r"(?: ?// ?FOR OFFICIAL USE ONLY)?|FOR OFFICIAL USE ONLY|SENSITIVE(?: BUT UNCLASSIFIED)?|"
    r"CONTROLLED UNCLASSIFIED INFORMATION|"
    r"VS ?- ?NUR FÜR DEN DIENSTGEBRAUCH|VS-NfD|VS ?- ?VERTRAULICH|DIFFUSION RESTREINTE|CONFIDENTIEL(?: DÉFENSE)?|"
    r"NOT FOR (?:PUBLICATION|DISTRIBUTION|CIRCULATION)|EMBARGOED(?: UNTIL .{4,40})?)"
)
_AROUND = " \t[](){}*_|-–—:."


def marking_of(text: str) -> str | None:
    """The marking that a line of its own consists of, brackets and stars aside; None for anything else."""
    bare = text.strip(_AROUND)
    bare = re.sub(r"(?:\s+|\s*/\s*)(?:EN|FR|DE)$", "", bare)
    return bare if _FORMS.fullmatch(bare) else None
