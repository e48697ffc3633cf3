"""What can be asked about a document itself, and the forms in which people ask it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """Something that a document may say of itself; the value names it in a sentence."""

    AUTHOR = "its author"
    ISSUER = "who issued it"
    ADDRESSEE = "to whom it is addressed"
    DATE = "its date"
    NUMBER = "its number"
    KIND = "what kind of document it is"
    MARKING = "its marking"
    LANGUAGE = "its language"
    PAGES = "how many pages it has"
    TITLE = "its title"
    SUBJECT = "what it is about"
    QUESTIONS = "the questions it puts to its readers"
    SOURCES = "the sources it cites"
    FOOTNOTE = "that footnote"
    ATTACHMENTS = "an attachment still to be added"
    RELATIONS = "which document it changes or replaces"
    CHANGED_BY = "which document changes or replaces it"
    SECTIONS = "the sections it has"
    CODES = "its subject codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutQuestion:
    """One question about a document. ``reference`` are the words that name the document, empty where none do.

    ``number`` is that of the footnote asked for, and ``page`` the page it stands on, where they are named.
    """

    topic: Topic
    reference: str
    number: str = ""
    page: int | None = None


_REF = r"(?P<ref>[^?]+?)"
_OF = rf"(?: (?:of|for|on|in) {_REF})?"
_WRITTEN = r"written|drafted|authored|composed"
_ISSUED = r"issued|published|released|circulated|sent|put out|brought out"
_IS = r"(?:is|was|are|were)"
_BODY = r"(?:institution|body|organisation|organization|think[- ]?tank|agency|presidency|publisher|office)"
_ASKS = r"(?:ask|asks|put|puts|pose|poses|raise|raises|contain|have|set|list)"
_READERS = (
    r"(?: (?:of|to|for|from) (?:the )?(?:delegations?|members?|member states|readers?|its readers|discussion|debate|"
    r"ministers))?"
)
_NOTES = r"(?:footnotes?|foot-notes?)"
_SOURCES = rf"(?:sources?|references?|{_NOTES}|web ?(?:sites?|pages?|links?)|links?|urls?)"

_FORMS: dict[Topic, tuple[str, ...]] = {
    Topic.FOOTNOTE: (
        rf"(?:what (?:is|does|are)|which (?:source|link|web ?page|web ?site) (?:is|does)|where does)(?: the source)?"
        rf"(?: (?:in|of|behind|given in|cited in))? (?:the )?{_NOTES} (?:no\.? |number "
        rf")?(?P<number>\d{{1,3}}[a-z]?)(?! ?/)"
        rf"(?: on page (?P<page>\d+))?(?: (?:of|in) {_REF})?(?: (?:say|cite|refer to|contain|point to|lead to|quote|"
        rf"about))?",
        rf"(?:show me|give me|open) (?:the )?{_NOTES} (?:no\.? |number )?(?P<number>\d{{1,3}}[a-z]?)(?! ?/)"
        rf"(?: on page (?P<page>\d+))?(?: (?:of|in) {_REF})?",
    ),
    Topic.AUTHOR: (
        rf"who (?:wrote|authored|drafted|composed|prepared) {_REF}",
        rf"(?:by whom|by who|who) {_IS} {_REF} (?:{_WRITTEN})(?: by)?",
        rf"who {_IS} (?:the |its |their )?(?:authors?|writers?|drafters?){_OF}",
        rf"(?:what|which) {_IS} the names? of the authors?{_OF}",
        rf"(?:does|do) {_REF} (?:name|state|give|have|mention) (?:an |its |the |any )?authors?",
    ),
    Topic.ISSUER: (
        rf"who (?:issued|published|released|circulated|sent|put out|brought out|produced|submitted) {_REF}",
        rf"(?:by whom|by who|who) {_IS} {_REF} (?:{_ISSUED})(?: by)?",
        rf"(?:from whom|who) (?:is|was|does|did) {_REF} (?:come )?from",
        rf"from whom (?:is|was) {_REF}(?: sent)?",
        rf"(?:what|which) {_BODY} (?:issued|published|released|circulated|sent|wrote|is behind|put out) {_REF}",
        rf"who {_IS} (?:the |its )?(?:publishers?|issuers?|senders?|issuing (?:body|institution)){_OF}",
        rf"who is behind {_REF}",
    ),
    Topic.ADDRESSEE: (
        rf"(?:to whom|to who|whom|who) {_IS} {_REF} (?:addressed|sent|directed|meant|written)(?: (?:to|for))?",
        rf"(?:to whom|to who|for whom|who) {_IS} {_REF} (?:for|to)",
        rf"for whom {_IS} {_REF} (?:meant|written|intended)",
        rf"to whom did .+ (?:send|address) {_REF}",
        rf"who {_IS} (?:the |its )?(?:addressees?|recipients?){_OF}",
        rf"who (?:received|receives|got) {_REF}",
    ),
    Topic.DATE: (
        rf"when {_IS} {_REF} (?:{_WRITTEN}|{_ISSUED}|dated)",
        rf"when did .+ (?:publish|issue|write|send|release|circulate) {_REF}",
        rf"what {_IS} (?:the |its )(?:date|date of issue|date of publication|publication date|issue date){_OF}",
        rf"(?:what|which) date (?:does|is|was|has) {_REF}(?: (?:bear|carry|have|dated|{_ISSUED}|{_WRITTEN}))?",
        rf"(?:from|of) (?:what|which) (?:date|year|day) (?:is|does) {_REF}(?: date)?",
        rf"(?:in|on) (?:what|which) (?:year|month|date|day) {_IS} {_REF} (?:{_WRITTEN}|{_ISSUED}|dated)",
        rf"what (?:date|year) (?:is|was) {_REF} from",
        rf"when is {_REF} from",
        rf"when did {_REF} (?:come out|appear)",
        rf"how old is {_REF}",
        rf"(?:does|do|has|is) {_REF} (?:have|bear|carry|state|give) (?:a |its |the )?date",
    ),
    Topic.NUMBER: (
        rf"what {_IS} (?:the |its )?(?:document |reference |registration |official )?(?:number|reference){_OF}",
        rf"(?:what|which) (?:document |reference )?(?:number|reference) (?:does|has|is) {_REF}(?: (?:have|bear|"
        rf"carry|got))?",
        rf"under (?:what|which) (?:number|reference) {_IS} {_REF} (?:{_ISSUED}|registered)",
    ),
    Topic.KIND: (
        rf"what (?:kind|type|sort) of (?:document|text|paper|publication|file|thing) {_IS} {_REF}",
        rf"what {_IS} (?:the |its )?(?:kind|type) of {_REF}",
    ),
    Topic.MARKING: (
        rf"what {_IS} (?:the |its )?(?:distribution |security |confidentiality )?(?:marking|classification){_OF}",
        rf"(?:what|which) (?:marking|classification|security marking) (?:does|has|is on) {_REF}(?: (?:have|bear|"
        rf"carry))?",
        rf"how is {_REF} (?:marked|classified)",
        rf"(?:is|are) {_REF} (?:marked(?: as)?|classified(?: as)?|confidential|restricted|secret|public|limite)(?: "
        rf"[a-z]+)?",
        rf"(?:does|do) {_REF} (?:have|bear|carry) (?:a |any )?(?:marking|classification)",
    ),
    Topic.LANGUAGE: (
        rf"(?:in )?(?:what|which) languages? {_IS} {_REF}(?: (?:{_WRITTEN}|published|issued))?(?: in)?",
        rf"what {_IS} (?:the |its )?(?:original )?language{_OF}",
    ),
    Topic.PAGES: (
        rf"how many pages (?:does|has|do|have|are in|are there in|is) {_REF}(?: (?:have|got|long|contain|run to))?",
        r"how many pages(?: are there| does it have| is it)?",
        rf"how long is {_REF}",
        rf"what {_IS} (?:the )?(?:length|number of pages) of {_REF}",
    ),
    Topic.TITLE: (
        rf"what {_IS} (?:the |its )?(?:full |exact |complete )?(?:title|subject line|name){_OF}",
        rf"what {_IS} {_REF} (?:called|titled|entitled|named)",
        rf"what {_IS} (?:the |its )subject of {_REF}",
    ),
    Topic.SUBJECT: (
        rf"what {_IS} {_REF} (?:about|on|for)",
        rf"what does {_REF} (?:deal with|cover|concern|treat)",
        rf"what {_IS} (?:the |its )(?:aim|purpose|objective|goal|subject|topic)s?(?: of {_REF})?",
        rf"why was {_REF} (?:{_WRITTEN})",
        rf"what does {_REF} (?:aim|set out|want|try|seek) (?:at|to do|to achieve)",
    ),
    Topic.QUESTIONS: (
        rf"(?:what|which)(?: \w+)? questions? (?:does|do|did) {_REF} {_ASKS}{_READERS}",
        rf"(?:what|which)(?: \w+)? questions? {_IS} (?:asked|put|posed|raised|contained|set){_READERS} (?:in|by) "
        rf"{_REF}",
        rf"(?:what|which) questions? {_IS} (?:asked|put|posed){_READERS}",
        rf"(?:what|which) questions? (?:are|is) (?:there )?in {_REF}",
        rf"(?:what|which) questions? (?:should|must|are) delegations (?:to )?(?:asked to )?(?:discuss|answer|reply "
        rf"to|asked)(?: (?:in|by) {_REF})?",
        rf"(?:what|which \w+) {_IS} (?:the )?(?:delegations|ministers|member states|members|readers) (?:asked|invited|"
        rf"requested)(?: to (?:discuss|debate|consider|address|answer|comment on|reply to|react to|talk about|"
        rf"reflect on|exchange views on))?(?: (?:in|by) {_REF})?",
        rf"what does {_REF} ask (?:of )?(?:the )?(?:delegations|its readers|readers|member states)",
        rf"what {_IS} (?:the |its )?(?:discussion )?questions?{_READERS} (?:of|in|at the end of|put by|posed by|"
        rf"asked by) {_REF}",
        rf"what {_IS} (?:the |its )discussion questions",
        rf"(?:list|name|give me|show me)(?: all)?(?: the)? (?:discussion )?questions{_READERS} (?:of|in|from|that) "
        rf"{_REF}(?: {_ASKS})?{_READERS}",
        rf"how many questions (?:does|do|did) {_REF} {_ASKS}{_READERS}",
        rf"does {_REF} (?:ask|put|pose|raise|contain) (?:any |some )?questions?{_READERS}",
    ),
    Topic.SOURCES: (
        rf"(?:what|which) {_SOURCES} (?:does|do|did|has) {_REF} (?:cite|quote|refer to|rely on|use|have|give|list|"
        rf"name|contain|draw on|link to)s?",
        rf"(?:what|which) {_SOURCES} {_IS} (?:cited|quoted|used|given|listed|named|referred to) (?:in|by) {_REF}",
        rf"(?:what|which) {_SOURCES} (?:are|is) (?:there )?in {_REF}",
        rf"what {_IS} the {_SOURCES} (?:of|in|used in|cited in|cited by|used by) {_REF}",
        rf"what does {_REF} cite",
        rf"how many {_SOURCES} (?:does|do|has|are in|are there in) {_REF}(?: (?:cite|have|contain|use|give|list))?",
        rf"(?:list|name|give me|show me)(?: all)?(?: the)? {_SOURCES} (?:of|in|from|cited (?:in|by)) {_REF}",
        rf"does {_REF} (?:cite|have|give|contain|name) (?:any |its )?{_SOURCES}",
    ),
    Topic.ATTACHMENTS: (
        rf"(?:what|which) (?:attachments?|annex(?:es)?|enclosures?) (?:does|do|did|has) {_REF} "
        rf"(?:promise|announce|mention|lack|miss|have|refer to|contain)(?: to (?:add|attach))?",
        rf"(?:what|which) (?:attachments?|annex(?:es)?) (?:are|is|were|was) (?:missing|promised|announced|to be added|"
        rf"still to come|to follow)(?: (?:in|from|to|by|with) {_REF})?",
        rf"what does {_REF} promise(?: to (?:attach|add|annex|send))?",
        rf"what (?:is|will be|was) (?:missing from|to be added to|to be attached to|still to be added to|attached to|"
        rf"added to|annexed to) {_REF}(?: later)?",
        rf"(?:does|do|has|is|are) {_REF} (?:have|has|come with|missing|lack|promise)? ?(?:an |any |its |some "
        rf")?(?:attachments?|annex(?:es)?)",
        rf"is anything (?:missing from|still to be added to) {_REF}",
    ),
    Topic.RELATIONS: (
        rf"(?:what|which(?: \w+)?)(?: documents?| notes?| papers?)? (?:does|do|did) {_REF} "
        rf"(?:revise|supersede|replace|correct|amend|update|add to|change|repeal)",
        rf"(?:what|which \w+) is {_REF} (?:a revision|a corrigendum|a correction|an addendum|a new version|an "
        rf"update) (?:of|to)",
        rf"(?:does|is) {_REF} (?:revise|supersede|replace|correct|a revision of|a correction of) (?:another|an "
        rf"earlier|any|a)(?: \w+)?",
    ),
    Topic.CHANGED_BY: (
        rf"(?:what|which \w+) (?:revises|revised|supersedes|superseded|replaces|replaced|corrects|corrected|adds to|"
        rf"updates) {_REF}",
        rf"(?:has|was|is) {_REF} (?:been )?(?:revised|superseded|replaced|corrected|updated|amended)(?: by .+)?",
        rf"is there an? (?:newer|later|revised|updated|new) version of {_REF}",
        rf"does {_REF} have an? (?:newer|later|revised|updated|new) version",
    ),
    Topic.CODES: (
        rf"(?:what|which) (?:subject )?codes? (?:does|do|has) {_REF} (?:have|bear|carry|list|show)",
        rf"(?:what|which) (?:subject )?codes? (?:are|is|stand)(?: printed)? (?:in|on)(?: the cover (?:page )?of)? "
        rf"{_REF}",
        rf"what {_IS} (?:the |its )subject codes{_OF}",
    ),
    Topic.SECTIONS: (
        rf"(?:what|which) (?:sections?|chapters?|parts|headings?) (?:does|do|has) {_REF} (?:have|contain|consist of|"
        rf"got)",
        rf"(?:what|which) (?:sections?|chapters?|headings?) (?:are|is) (?:there )?in {_REF}",
        rf"how many (?:sections?|chapters?|headings?) (?:does|do|has|are in|are there in) {_REF}(?: (?:have|contain))?",
        rf"how is {_REF} (?:structured|organised|organized|divided|laid out|built|built up|arranged)",
        rf"what {_IS} (?:the |its )(?:structure|outline|table of contents|contents|sections|chapters|headings)(?: "
        rf"(?:of|in) {_REF})?",
        rf"(?:list|name|give me|show me)(?: all)?(?: the)? (?:sections|chapters|headings|outline|structure) (?:of|"
        rf"in) {_REF}",
        rf"into (?:what|which|how many) (?:sections?|parts|chapters?) is {_REF} divided",
    ),
}
_COMPILED = [(topic, re.compile(form, re.IGNORECASE)) for topic, forms in _FORMS.items() for form in forms]

_OPENING = re.compile(
    r"^(?:(?:and|but|so|also|then|ok|okay|right|please|now)\b[ ,]*)*"
    r"(?P<indirect>(?:can|could|would|will) you (?:please )?(?:tell|show|give) (?:me|us) |(?:please )?tell (?:me|us) |"
    r"do you know |(?:i|we) (?:would like|want|need) to know )?",
    re.IGNORECASE,
)
# "When the note was issued" is "when was the note issued".
_INDIRECT = re.compile(r"^(who|what|when|to whom|by whom) (?!is |was |are |were )(.+) (is|was|are|were)( \w+)?$", re.I)
_ENDING = re.compile(r"(?:,? (?:please|exactly|actually|then|again|originally|first))?[ .!?]*$", re.IGNORECASE)
_SHORT = re.compile(r"\b(what|who|when|where)['’]s\b", re.IGNORECASE)
# "When?" asks for the date and "to whom?" for the addressee of what the question before was about.
_BARE = {
    "when": Topic.DATE,
    "since when": Topic.DATE,
    "by whom": Topic.AUTHOR,
    "who": Topic.AUTHOR,
    "from whom": Topic.ISSUER,
    "to whom": Topic.ADDRESSEE,
    "for whom": Topic.ADDRESSEE,
    "its date": Topic.DATE,
    "the date": Topic.DATE,
    "its number": Topic.NUMBER,
    "the number": Topic.NUMBER,
    "its author": Topic.AUTHOR,
    "the author": Topic.AUTHOR,
    "its title": Topic.TITLE,
    "the title": Topic.TITLE,
    "its marking": Topic.MARKING,
    "the marking": Topic.MARKING,
    "its publisher": Topic.ISSUER,
    "the publisher": Topic.ISSUER,
}


def bared(question: str) -> str:
    """A question without politeness and end marks: "And who's the author, please?" gives "who is the author"."""
    text = _ENDING.sub("", " ".join(_SHORT.sub(r"\1 is", question).split()))
    opening = _OPENING.match(text)
    asked = text[opening.end() :] if opening else text
    return _INDIRECT.sub(r"\1 \3 \2\4", asked) if opening and opening["indirect"] else asked


def about_questions(question: str) -> Iterator[AboutQuestion]:
    """The ways in which a question can be read as one about a document; none when it is about something else."""
    text = bared(question)
    for topic, form in _COMPILED:
        match = form.fullmatch(text)
        if match:
            found = match.groupdict()
            page = found.get("page")
            yield AboutQuestion(
                topic=topic,
                reference=(found.get("ref") or "").strip(" ,"),
                number=found.get("number") or "",
                page=int(page) if page else None,
            )


def bare_topic(question: str) -> Topic | None:
    """What a bare "and when?" or "its number?" asks, after a question about a document."""
    text = re.sub(r"^(?:what about|how about) ", "", bared(question), flags=re.IGNORECASE)
    return _BARE.get(text.lower())
