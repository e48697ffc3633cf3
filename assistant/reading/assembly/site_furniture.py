"""Lines that belong to a web site, not to the text on it: comment forms, share and newsletter lines, cookie notices."""

from __future__ import annotations

import re

_FORMS = re.compile(
    r"leave a (?:reply|comment)|leave a reply cancel reply|cancel reply|post (?:a )?comment|add a comment|"
    r"submit comment|"
    r"(?:view|show|hide|read|load)?\s*(?:all |more )?(?:\d+ )?comments?(?: ?\(\d+\))?|no comments(?: yet)?|"
    r"comments are closed\.?|"
    r"your e-?mail address will not be published\.?.*|required fields are marked.*|"
    r"(?:please )?(?:answer|solve)(?: this)?[^a-z]*:? ?\*?|(?:enter the )?captcha.*|"
    r"read (?:the )?(?:complete|full|entire) .{0,60}|download (?:the )?(?:pdf|full .{0,40}|report|paper|"
    r"publication).{0,20}|"
    r"(?:please )?(?:share|tweet|pin|print|like|follow)(?: (?:this|us|on|it))?(?: .{0,30})?|share on .{0,30}|"
    r"(?:click|tap) to .{0,40}|subscribe(?: (?:to|now|here|for)\b.{0,80})?|sign up (?:for|to) .{0,100}|"
    r"(?:get|join) (?:our|the) newsletter.*|newsletter|(?:we|this (?:web)?site) uses? cookies.*|cookie (?:policy|"
    r"settings|notice).*|"
    r"accept (?:all )?cookies|(?:accept|reject)(?: all)?|skip to (?:main )?content|back to top|scroll to top|"
    r"related (?:posts|articles|stories|content)|you (?:may|might) also like.*|previous (?:post|article)|"
    r"next (?:post|article)|"
    r"all rights reserved\.?|advertisement|sponsored(?: content)?|save my name, email.*|notify me of .*|"
    r"(?:name|e-?mail|website|comment) ?\*|log ?in(?: to .{0,40})?|menu|search(?: for:)?|"
    r"tags?:.{0,100}|"
    r"filed under.{0,100}|posted in:? .{0,80}|this entry was posted .*|powered by .{0,60}|loading\.*|"
    r"kommentar(?:e|ieren)?(?: schreiben| hinterlassen)?|schreibe einen kommentar.*|teilen|drucken|"
    r"laisser un commentaire.*|partager|dejar un comentario|compartir",
    re.IGNORECASE,
)
_LONGEST = 160


def is_site_furniture(text: str) -> bool:
    """Whether a line of its own, short and of a known form, is a web site's and not the text's."""
    return len(text) <= _LONGEST and bool(_FORMS.fullmatch(text.strip().rstrip(" »›→>")))
