"""Lines that a site puts around its articles: comment forms, cookie and newsletter lines, share buttons."""

from __future__ import annotations

import re

_LONGEST_FURNITURE = 200
_COMMENTS = (
    r"leave a (?:reply|comment).{0,40}|post a comment|join the (?:conversation|discussion)",
    r"(?:\d+ )?comments?(?: are closed| \(\d+\))?\.?|\d+ responses?.{0,60}|cancel reply|reply",
    r"your e-?mail address will not be published\.?.*|required fields are marked \*?|please answer:? ?\*?",
    r"(?:name|e-?mail|website|comment):? ?\*?|notify me (?:of|by) .*|save my name, .*|this site uses akismet.*",
    r"you must be logged in to .{0,40}",
    r"(?:hinterlasse|schreibe?) einen? kommentar|kommentare?|antworten|laisser un commentaire|répondre",
    r"deine e-mail-adresse wird nicht veröffentlicht\.?.*|deja (?:una respuesta|un comentario)",
)
_SHARING = (
    r"share(?: (?:this|on|via|with)\b.{0,60})?:?|tweet|pin ?it|print(?: this.{0,20})?|e-?mail this.{0,20}|copy link",
    r"click to .{0,60}|(?:like|follow|find) us\b.{0,60}|like this:?|like loading\.*|loading\.{0,3}…?",
    r"teilen(?: auf .{0,30})?|partager(?: sur .{0,30})?|compartir(?: en .{0,30})?",
)
_MORE = (
    r"related(?: (?:articles?|posts?|stories|content|news|topics))?:?|recommended(?: for you)?|more from .{0,40}",
    r"you (?:may|might) also (?:like|enjoy).{0,40}|(?:read (?:more|next|also)|most (?:read|popular)|see also):?.{0,5}",
    r"(?:read|download|view|see)(?: the)? (?:full|complete|entire) (?:\w+ ){0,2}"
    r"(?:paper|article|report|story|pdf|text)\.?",
    r"(?:back to|return to) (?:the )?top|skip to (?:main )?content|(?:previous|next)(?: (?:post|article|page))?:?",
    r"tags?:.{0,120}|filed under:?.{0,80}|(?:written|posted|published) (?:in|on|by) .{0,80}",
)
_SITE = (
    r"(?:subscribe|sign up)(?: (?:now|here|today|to|for)\b.{0,80})?[.!]?|newsletter|donate(?: now)?!?|support us",
    r"(?:do you )?want to .{0,80}\? (?:sign up|subscribe).{0,30}|advertisements?|sponsored(?: content)?",
    r"(?:we|this (?:site|website|page)) uses? cookies.*|accept(?: all)? cookies|cookie (?:settings|policy|preferences)",
    r"privacy policy|terms of (?:use|service)|all rights reserved\.?|copyright ©.{0,80}|© ?\d{4}.{0,80}",
    r"while you are here[.…]*|if you enjoyed reading this (?:post|article).{0,150}",
)
_ENDS = (
    r"leave a (?:reply|comment).{0,40}|(?:\d+ )?comments?(?: \(\d+\))?|about the authors?|share this.{0,40}",
    r"related(?: (?:articles?|posts?|stories|content|news|topics))?:?|more (?:from|on|stories|news)\b.{0,40}",
    r"while you are here.{0,5}|you (?:may|might) also (?:like|enjoy).{0,40}|recommended(?: for you)?",
    r"most (?:read|popular)|(?:hinterlasse|schreibe?) einen? kommentar|laisser un commentaire",
    r"deja (?:una respuesta|un comentario)",
)
_WHOLE_LINE = re.compile("|".join((*_COMMENTS, *_SHARING, *_MORE, *_SITE)), re.IGNORECASE)
_END_LINE = re.compile("|".join(_ENDS), re.IGNORECASE)


def is_site_furniture(text: str) -> bool:
    """Whether a whole line is furniture of a site. A line that merely holds such words is not."""
    return len(text) <= _LONGEST_FURNITURE and _WHOLE_LINE.fullmatch(text.strip()) is not None


def ends_article(text: str) -> bool:
    """Whether a line, standing late in an article, opens what the site puts after it."""
    return len(text) <= _LONGEST_FURNITURE and _END_LINE.fullmatch(text.strip()) is not None
