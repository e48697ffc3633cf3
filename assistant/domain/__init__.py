"""The types that everything else speaks in. Standard library only.

Conventions, stated once:

* page numbers are 1-based and physical; a page's ``label`` is what is printed on it ("iv");
* character offsets are 0-based, half-open, and count Unicode code points of that page's text;
* ranks are 1-based; a higher score is better;
* durations in seconds end in ``_s``, sizes in ``_bytes``, token counts in ``_tokens``;
* timestamps are aware and UTC; ids are strings;
* boxes are fractions of the page's width and height, measured from the top left corner.
"""

from assistant.domain.answer import (
    Answer,
    AnswerStatus,
    Citation,
    CitedFootnote,
    Conversation,
    ConversationSummary,
    Sentence,
    Support,
    Turn,
    marked_text,
)
from assistant.domain.document import (
    Abbreviation,
    DiscussionQuestion,
    Document,
    Dropped,
    Footnote,
    FootnoteLink,
    Page,
    PageLayout,
    PageRefusal,
    ReadFailure,
    Relation,
    Section,
    SentenceKind,
    SourceSentence,
    SourceStatus,
    Span,
    Stated,
    Url,
    WordBox,
)
from assistant.domain.index import (
    Chunk,
    DocumentSummary,
    Hit,
    IndexStatus,
    IngestOutcome,
    IngestReport,
    IngestRow,
    Mentions,
    MentionsInDocument,
    Progress,
    TextMatch,
)
from assistant.domain.query import EarlierText, Filter, FilterKind, Query

__all__ = [
    "Abbreviation",
    "Answer",
    "AnswerStatus",
    "Chunk",
    "Citation",
    "CitedFootnote",
    "Conversation",
    "ConversationSummary",
    "DiscussionQuestion",
    "Document",
    "DocumentSummary",
    "Dropped",
    "EarlierText",
    "Filter",
    "FilterKind",
    "Footnote",
    "FootnoteLink",
    "Hit",
    "IndexStatus",
    "IngestOutcome",
    "IngestReport",
    "IngestRow",
    "Mentions",
    "MentionsInDocument",
    "Page",
    "PageLayout",
    "PageRefusal",
    "Progress",
    "Query",
    "ReadFailure",
    "Relation",
    "Section",
    "Sentence",
    "SentenceKind",
    "SourceSentence",
    "SourceStatus",
    "Span",
    "Stated",
    "Support",
    "TextMatch",
    "Turn",
    "Url",
    "WordBox",
    "marked_text",
]
