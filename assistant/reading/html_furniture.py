"""Lines that a site puts around its articles: comment forms, cookie and newsletter lines, share buttons."""

from __future__ import annotations

import re

_LONGEST_FURNITURE = 200
_WHOLE_LINES = re.compile(
    r"(?:"
    r"leave a (?:reply|comment)|post a comment|join the (?:conversation|discussion)|\d* ?comments?(?: are closed)?\.?|"
    r"cancel reply|reply|responses?|your email address will not be published\.?.*|required fields are marked \*?|"
    r"please answer:? ?\*?|(?:name|e-?mail|website|comment)s?:? ?\*?|notify me (?:of|by) .*|save my name, .*|"
    r"share(?: this)?(?: (?:article|post|page|on|via|with).*)?:?|share|tweet|pin ?it|print|e-?mail this.*|copy link|"
    r"(?:like|follow|find) us(?: on .*)?|like this:?|loading\.{0,3}…?|related(?: (?:articles?|posts?|stories|content|news))?:?|"
    r"(?:you (?:may|might) also (?:like|enjoy)|recommended for you|more from .{0,40}|read (?:more|next|also)|most (?:read|popular)).{0,60}|"
    r"read complete working paper|(?:read|download)(?: the)? (?:full|complete|entire) (?:working paper|paper|article|report|story|pdf).{0,20}|"
    r"(?:back to|return to) (?:the )?top|skip to (?:main )?content|(?:previous|next)(?: (?:post|article|page))?:?.{0,5}|"
    r"(?:subscribe|sign up)(?: (?:now|here|today|to|for) .{0,80})?[.!]?|subscribe|newsletter|"
    r"(?:we|this (?:site|website)) uses? cookies.*|accept (?:all )?(?:cookies)?|cookie (?:settings|policy|preferences)|privacy policy|terms of (?:use|service)|"
    r"all rights reserved\.?|copyright ©.*|© ?\d{4}.*|advertisements?|sponsored(?: content)?|"
    r"tags?:.{0,80}|filed under:?.{0,80}|posted (?:in|on|by) .{0,60}|"
    r"hinterlasse einen kommentar|schreibe einen kommentar|kommentare?|antworten|deine e-mail-adresse wird nicht veröffentlicht\.?.*|teilen(?: auf .*)?|"
    r"laisser un commentaire|répondre|partager(?: sur .*)?|deja (?:una respuesta|un comentario)|compartir(?: en .*)?"
    r")",
    re.IGNORECASE,
)


def is_site_furniture(text: str) -> bool:
    """Whether a whole line is furniture of a site. A sentence of an article never is, whatever words it has."""
    return len(text) <= _LONGEST_FURNITURE and bool(_WHOLE_LINES.fullmatch(text.strip()))
