"""One line of text that carries Markdown or HTML marks, cleaned: damaged escapes mended, marks taken off."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from assistant.reading.markers import lift, mark_raised_characters, mark_superscripts, opening_number, placeholder
from assistant.reading.raw import LineRole, RawCall, RawLine

_CUT_ESCAPE = re.compile(r"&\s*((?:</?[a-zA-Z][a-zA-Z0-9]*>)+)((?:amp;)?(?:lt|gt|quot|amp);)")
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,300}?href\s*=\s*([\"']?)([^<>]{0,500}?)\1(?:\s[^<>]{0,500})?>(.{0,500}?)(?:</a\s*>|$)",
    re.IGNORECASE | re.DOTALL,
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_BREAK = re.compile(r"<(?:br|hr)\s*/?>", re.IGNORECASE)
_TAG_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|"
    "figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|p|"
    "pre|q|s|section|small|span|strike|strong|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|title|tr|tt|u|ul|var|wbr"
)
# Only the names that HTML has: "<insert date>" is text.
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"[-*+•‣▪●◦–—·o]\s+(?=\S)")
_FALSE_BULLET = re.compile(r"o\s+(?![A-Z(])|[–—·]\s+\d+\s*[–—·]?$")
_TABBED_ORDINAL = re.compile(r"^(\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlIVXL]{1,5})[.)]?)\t+")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+(?<=\S)\1$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((<?)([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\)")
_BOLD_MARK = re.compile(r"\*{2,3}|(?<!\w)__|__(?!\w)")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*\\])\*(?![\w*])"
    r"|(?<![\w\\])_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_\\])_(?!\w)"
)
_CODE = re.compile(r"`([^`\n]{1,1000})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_NOTE_DEFINITION = re.compile(r"\[\^([\w*†-]{1,20})\]:\s*")
_NOTE_CALL = re.compile(r"\s*\[\^([\w*†-]{1,20})\](?!:)")
# Superscripts as pandoc writes them, and as converters that think in formulas do.
_RAISED = re.compile(r"\^([\w*†‡]{1,4})\^|\$\s*(?:\{\s*\})?\s*\^\s*\{?\s*([\d*†‡]{1,3})\s*\}?\s*\$")
_TABLE_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?$")
_RULE = re.compile(r"([-*_=~])(?:\s*\1){2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLine:
    """A line without its marks: what it said of itself, and its text."""

    text: str
    role: LineRole
    calls: tuple[RawCall, ...]
    heading_level: int | None
    bold: bool
    note_number: str | None
    note_target: str | None

    def raw(self, *, starts_block: bool) -> RawLine:
        """The line as readers hand it on."""
        return RawLine(
            text=self.text,
            role=self.role,
            calls=self.calls,
            bold=self.bold,
            heading_level=self.heading_level,
            note_number=self.note_number,
            note_target=self.note_target,
            starts_block=starts_block,
        )


def read_marked_line(line: str) -> MarkedLine | None:
    """Take the Markdown and HTML marks off a line. None where nothing but marks stood there."""
    line = line.strip()
    if _RULE.match(line) or _TABLE_RULE.match(line):
        return None
    heading = _HEADING.match(line)
    level = len(heading.group(1)) if heading else None
    line = heading.group(2) if heading else line
    line, is_item = _without_bullet(line) if not heading else (line, False)
    line, is_row = _table_cells(line)
    bold = bool(_BOLD_LINE.match(line)) or bool(re.fullmatch(r"<(b|strong)>.*</\1>", line, re.IGNORECASE))
    number, target, line = _note_opening(mark_markup(line))
    text, calls = lift(strip_markup(line))
    if not text:
        return None
    role = LineRole.UNKNOWN
    if number:
        role = LineRole.NOTE
    elif is_row:
        role = LineRole.TABLE_ROW
    elif is_item:
        role = LineRole.ITEM
    return MarkedLine(
        text=text,
        role=role,
        calls=calls,
        heading_level=level,
        bold=bold,
        note_number=number or None,
        note_target=target,
    )


def mend_cut_escapes(text: str) -> str:
    """Put together an escape that a real tag has cut: ``&</sup>lt;u>`` was ``</sup>&lt;u>``."""
    return _CUT_ESCAPE.sub(r"\1&\2", text)


def mark_markup(line: str) -> str:
    """The line with its footnote markers, of whichever notation, turned into placeholders."""
    return mark_notes(html.unescape(mend_cut_escapes(line)))


def mark_notes(text: str) -> str:
    """The markers in a text turned into placeholders: ``<sup>``, ``[^1]``, ``^1^``, ``$^{1}$`` or raised characters."""
    text = _RAISED.sub(lambda match: f"<sup>{match.group(1) or match.group(2)}</sup>", text)
    return mark_raised_characters(_NOTE_CALL.sub(_call, mark_superscripts(text)))


def strip_tags(text: str) -> str:
    """The text without the tags of HTML; anything else in angle brackets is text."""
    return _TAG.sub("", text)


def strip_markup(line: str) -> str:
    """The readable text of a line: links give their words, addresses stay whole, emphasis is gone."""
    line = _AUTOLINK.sub(r"\1", _BREAK.sub(" ", line))
    line = _TAG.sub("", _ANCHOR.sub(_anchor_text, line))
    line = _without_bold(_LINK.sub(_link_text, line))
    pieces, position = [], 0
    for start, end in _addresses(line):
        pieces += [_without_emphasis(line[position:start]), line[start:end]]
        position = end
    return "".join([*pieces, _without_emphasis(line[position:])])


def _addresses(line: str) -> list[tuple[int, int]]:
    """Where web addresses stand. Stars right after one close an emphasis; underscores inside belong to it."""
    return [(url.start(), url.start() + len(url.group().rstrip("*"))) for url in _URL.finditer(line)]


def _without_bold(line: str) -> str:
    """Take out the marks of bold that come in pairs; a lone ``**`` may be a footnote's sign."""
    inside = [range(start, end) for start, end in _addresses(line)]
    opened: re.Match[str] | None = None
    cuts: list[tuple[int, int]] = []
    for mark in _BOLD_MARK.finditer(line):
        if any(mark.start() in address for address in inside):
            continue
        if opened and opened.group() == mark.group() and not line[mark.start() - 1].isspace():
            cuts += [opened.span(), mark.span()]
            opened = None
        elif opened is None and mark.end() < len(line) and not line[mark.end()].isspace():
            opened = mark
    for start, end in reversed(cuts):
        line = line[:start] + line[end:]
    return line


def _without_emphasis(text: str) -> str:
    text = _EMPHASIS.sub(lambda match: match.group(1) or match.group(2), _CODE.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", text)


def _anchor_text(match: re.Match[str]) -> str:
    address, words = match.group(2).strip(), _TAG.sub("", match.group(3)).strip()
    if not words:
        return address if address.startswith("http") else ""
    return words


def _link_text(match: re.Match[str]) -> str:
    if match.group().startswith("!"):
        return ""
    return match.group(1) or match.group(3)


def _call(match: re.Match[str]) -> str:
    return placeholder(match.group(1), f"fn:{match.group(1)}")


def _note_opening(line: str) -> tuple[str, str | None, str]:
    definition = _NOTE_DEFINITION.match(line)
    if definition:
        return definition.group(1), f"fn:{definition.group(1)}", line[definition.end() :]
    return opening_number(line)


def _without_bullet(line: str) -> tuple[str, bool]:
    """Drop a bullet; a printed number stays, since people refer to it."""
    bullet = _BULLET.match(line)
    if bullet and not _FALSE_BULLET.match(line) and not _BOLD_LINE.match(line):
        return line[bullet.end() :], True
    return line, False


def _table_cells(line: str) -> tuple[str, bool]:
    """A Markdown table row, or a line of tab-separated cells, as cells joined by " | "."""
    if line.startswith("|") and line.count("|") >= 2:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
        return " | ".join(cell for cell in cells if cell), True
    line = re.sub(r":\s*\t\s*", ": ", line)
    line = _TABBED_ORDINAL.sub(r"\1 ", line)
    if "\t" in line:
        return " | ".join(cell.strip() for cell in line.split("\t") if cell.strip()), True
    return line, False
