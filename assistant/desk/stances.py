"""What a quoted sentence is to a position: a reason, evidence against, or who stands on which side.

Told by cue words, precision first: a sentence that no cue fits is nothing, rather than a guess.
"""

from __future__ import annotations

import re

from assistant.domain import PositionPart

_STATES = (
    "Austria|Belgium|Bulgaria|Croatia|Cyprus|Czechia|Denmark|Estonia|Finland|France|Germany|Greece|Hungary|Ireland|"
    "Italy|Latvia|Lithuania|Luxembourg|Malta|(?:The )?Netherlands|Poland|Portugal|Romania|Slovakia|Slovenia|Spain|"
    "Sweden|(?:United Kingdom|UK)|(?:United States|US|USA)|Norway|Iceland|Switzerland|Liechtenstein|Ukraine|Moldova|"
    "Georgia|Serbia|Albania|Montenegro|North Macedonia|Kosovo|Turkey|Türkiye|Russia|Belarus|China|India|Japan|Canada|"
    "Australia|New Zealand|Mexico|Brazil|Colombia|Ecuador|Peru|Chile|Argentina|Panama|Israel|Egypt|Morocco|Tunisia|"
    "South Africa|Nigeria|South Korea"
)
_PEOPLES = (
    "Austrian|Belgian|Bulgarian|Croatian|Cypriot|Czech|Danish|Estonian|Finnish|French|German|Greek|Hungarian|Irish|"
    "Italian|Latvian|Lithuanian|Luxembourg|Maltese|Dutch|Polish|Portuguese|Romanian|Slovak|Slovenian|Spanish|Swedish|"
    "British|UK|US|American|Norwegian|Swiss|Ukrainian|Canadian|Mexican|Brazilian|Colombian|Turkish|Chinese|Indian|"
    "Japanese|Australian"
)
_BODIES = (
    r"(?:European )?Commission|(?:European )?Parliament|(?:European )?Council|Presidency|Council Legal Service|"
    r"(?:General )?Secretariat|Court of Auditors|European Central Bank|Europol|Eurojust|Frontex|OLAF|EEAS|Interpol|"
    r"World Customs Organi[sz]ation|United Nations|Chair"
)
_LETTER = r"[A-Z]\b(?!\.)"
_ACTOR = (
    rf"(?:[Tt]he )?(?:(?:{_PEOPLES}) (?:delegation|government|authorities|Presidency|[Mm]inister|[Mm]inistry)|"
    rf"[Dd]elegations? (?:of (?:{_STATES})|{_LETTER}(?:, {_LETTER})*(?: and {_LETTER})?)|"
    rf"(?:{_STATES})\b|(?:{_BODIES})\b)"
)
_ACTORS = rf"\b(?P<actors>{_ACTOR}(?:, {_ACTOR})*(?:,? and {_ACTOR})?)"
_ADVERBS = r"(?: (?:also|strongly|fully|broadly|firmly|clearly|again|both|therefore|has|have|had|in principle))*"

_FOR = r"(?:supports|supported|welcomes|welcomed|backs|backed|favours|favou?red|endorses|endorsed)(?! by\b)"
_FOR_MANY = r"(?:support|welcome|back|favour|endorse)"
_IS = r"(?:is|are|was|were)(?: strongly| firmly| clearly| broadly)*"
_SUPPORTS = re.compile(rf"{_ACTORS}{_ADVERBS} (?:{_FOR}|{_IS} in favour of|spoke (?:out )?(?:for|in favour of))\b")
_SUPPORT = re.compile(rf"{_ACTORS}{_ADVERBS} {_FOR_MANY}\b")
_SUPPORTED_BY = re.compile(rf"\b(?:supported|backed|welcomed|endorsed) by {_ACTORS}")
_AGAINST = (
    r"(?:opposes|opposed|rejects|rejected|objects to|objected to|vetoed|voted against|disagrees with|disagreed with|"
    r"did not support|does not support|could not accept|cannot accept)(?! by\b)"
)
_AGAINST_MANY = r"(?:oppose|reject|object to|disagree with|do not support)"
_RESERVES = (
    r"(?:entered|maintains|maintained|expressed|placed) (?:an? |its |their )?(?:scrutiny |general |serious |strong )*"
    r"(?:reservations?|opposition)"
)
_OPPOSES = re.compile(
    rf"{_ACTORS}{_ADVERBS} (?:{_AGAINST}|{_IS} (?:against|opposed to)|spoke (?:out )?against|{_RESERVES})\b"
)
_OPPOSE = re.compile(rf"{_ACTORS}{_ADVERBS} {_AGAINST_MANY}\b")
_OPPOSED_BY = re.compile(rf"\b(?:opposed|rejected|criticised) by {_ACTORS}")
# What stands before an actor and makes of a statement something else: a denial, a question, a condition, or, right
# before it, a preposition: the actor is not the one who says it then.
_UNSAID = re.compile(
    r"\b(?:no|not|nor|neither|never|whether|if|unless|why|asked|hardly|other than|except)\b|"
    r"\b(?:of|in|to|from|with|for|between|at|on|about|against) $",
    re.IGNORECASE,
)

_LIMIT = re.compile(
    r"^(?:However|But|Nevertheless|Nonetheless|Even so)\b|"
    r"^(?:The )?(?:main |key )?(?:challenges|difficulties|obstacles|risks)\b|"
    r"\b(?:opposition to|objections?|objected|criticis\w+|warn(?:s|ed)|drawbacks?|shortcomings?|disadvantages?|"
    r"obstacles?|bottlenecks?|constraints?|limitations?|limited|insufficient|inadequate|lack(?:s|ed|ing)?|shortages?|"
    r"hamper\w*|hinder\w*|burden\w*|costly|delay(?:s|ed)?|unable to|cannot|fail(?:s|ed) to|not enough|"
    r"too (?:low|high|few|little|slow|costly|expensive|early|late)|neither the|no evidence|"
    r"s(?:ees?|aw) (?:a |the )?risks?|risks? that|concerns? (?:about|over|that|regarding)|reservations?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:should|must|needs? to|ought to|recommend\w*|propos\w+|suggest(?:s|ed)|call(?:s|ed)? (?:for|on)|urge[sd]?|"
    r"would (?:help|allow|enable|improve|reduce|strengthen|shorten|make|raise|cut|save|have)|"
    r"could (?:help|allow|enable|improve|reduce|strengthen|shorten|be)|may involve|"
    r"essential|crucial|vital|necessary|important|benefits?|effective|strengthen\w*|improv\w+|enhanc\w+|"
    r"helps?|helped|(?<!-)enabl\w+|facilitat\w+|contribut\w+ to|priorit\w+|opportunit\w+)\b",
    re.IGNORECASE,
)


def part_for(sentence: str, delegation: str = "") -> PositionPart | None:
    """The list of a position in which a sentence belongs, for this delegation; None where no cue says so."""
    text = " ".join(sentence.split())
    if text.endswith("?"):
        return None
    for part, patterns in (
        (PositionPart.OPPONENTS, (_OPPOSES, _OPPOSE, _OPPOSED_BY)),
        (PositionPart.ALLIES, (_SUPPORTS, _SUPPORT, _SUPPORTED_BY)),
    ):
        if any(_others(actors, delegation) for pattern in patterns for actors in _said(pattern, text)):
            return part
    if _LIMIT.search(text):
        return PositionPart.AGAINST
    return PositionPart.REASONS if _REASON.search(text) else None


def _said(pattern: re.Pattern[str], text: str) -> list[str]:
    """The actors of whom a text says this outright; a verb for several takes several."""
    found = []
    for match in pattern.finditer(text):
        actors = match["actors"]
        several = " and " in actors or re.match(r"(?:the )?delegations\b", actors, re.IGNORECASE)
        if (several or pattern not in (_SUPPORT, _OPPOSE)) and not _UNSAID.search(text[: match.start()]):
            found.append(actors)
    return found


def _others(actors: str, delegation: str) -> bool:
    """Whether anybody but the delegation itself is among the actors."""
    own = delegation.lower().removeprefix("delegation ").strip()
    if not own:
        return True
    named = re.split(r",| and ", re.sub(r"\bdelegations?(?: of)?\b|\bthe\b", " ", actors, flags=re.IGNORECASE))
    return any(name.strip().lower() not in ("", own) for name in named)
