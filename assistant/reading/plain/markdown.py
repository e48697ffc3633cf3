"""Markdown, with the notes, front matter and raw HTML that its authors mix in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt  # noqa: TID251
from markdown_it.token import Token  # noqa: TID251

from assistant.domain import ReadFailure
from assistant.reading.bracket_notes import lift_bracket_notes
from assistant.reading.html.blocks import block_lines
from assistant.reading.html.notes import lift_notes
from assistant.reading.html.tree import html_tree
from assistant.reading.markers import (
    is_back_fragment,
    is_note_fragment,
    lift,
    opening_number,
    placeholder,
    without_placeholders,
)
from assistant.reading.plain.decoding import clean, decode
from assistant.reading.plain.front_matter import split_front_matter
from assistant.reading.plain.markup import mark_notes, strip_tags
from assistant.reading.plain.text import read_text
from assistant.reading.raw import LineRole, RawDocument, RawLine, RawPage

MEDIA_TYPE = "text/markdown"

# The parser takes time that grows with the square of such a line, and nobody writes one.
_LONGEST_LINE = 200_000
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*)$")
# Indented by four, a tag would open a block of code: authors who indent their HTML don't mean that.
_INDENTED_TAG = re.compile(
    r"^[ \t]+(?=</?(?:[uo]l|li|p|div|table|t[rdh]|thead|tbody|section|aside|d[ltd])\b)", re.MULTILINE
)
_PAGE_HEADING = re.compile(r"(?:page|seite|página|pagina)\s+(\d{1,4})", re.IGNORECASE)


def read_markdown(content: bytes) -> RawDocument | ReadFailure:
    """Read Markdown of any encoding. The path of a failure is left to the caller."""
    hints, source = split_front_matter(without_placeholders(clean(decode(content))))
    if max(map(len, source.split("\n"))) > _LONGEST_LINE:
        return read_text(source.encode())
    body, definitions = _split_definitions(_INDENTED_TAG.sub("", source))
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
    environment: dict[str, Any] = {}
    tokens = parser.parse(body, environment)
    sources = _numbered_references(environment)
    lines = [*lift_bracket_notes([*_Lines(parser, sources).of(tokens)])]
    lines += [_source_note(number, address) for number, address in sources.items()]
    lines += [note for label, text in definitions for note in _note_lines(parser, label, text)]
    if not lines:
        return ReadFailure(path="", reason="The file holds no text.")
    pages = _pages(lines)
    return RawDocument(media_type=MEDIA_TYPE, pages=pages, paged=len(pages) > 1, hints=hints)


@dataclass(slots=True)
class _Lines:
    """Turns the tokens of a document into lines, keeping track of where in a list or table it is."""

    parser: MarkdownIt
    sources: dict[str, str]
    item: str | None = None
    cells: list[str] | None = None
    level: int | None = None
    raw_html: list[str] = field(default_factory=list)

    def of(self, tokens: list[Token]) -> Iterator[RawLine]:
        """The lines of a run of block tokens."""
        for token in tokens:
            if token.type == "html_block":
                self.raw_html.append(token.content)
                continue
            yield from self._html_lines()
            yield from self._token_lines(token)
        yield from self._html_lines()

    def _token_lines(self, token: Token) -> Iterator[RawLine]:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1:])
            case "list_item_open":
                self.item = f"{token.info}{token.markup} " if token.info else ""
            case "list_item_close":
                self.item = None
            case "tr_open":
                self.cells = []
            case "tr_close":
                yield from self._row()
            case "fence" | "code_block":
                for line in token.content.splitlines():
                    if line.strip():
                        yield RawLine(text=line.strip(), starts_block=True)
            case "inline":
                yield from self._inline(token)

    def _inline(self, token: Token) -> Iterator[RawLine]:
        marked = inline_markup(token, sources=self.sources)
        if self.cells is not None:
            self.cells.append(marked)
            return
        line = RawLine(text="", bold=_is_bold(token))
        if self.level is not None:
            line = replace(line, role=LineRole.HEADING, heading_level=self.level)
            marked = marked.replace("\n", " ")
        elif self.item is not None:
            line, marked = replace(line, role=LineRole.ITEM), self.item + marked
        self.level = self.item = None
        yield from _printed_lines(line, marked)

    def _row(self) -> Iterator[RawLine]:
        cells = [" ".join(cell.split()) for cell in self.cells or ()]
        text, calls = lift(" | ".join(cell for cell in cells if cell))
        self.cells = None
        if text:
            yield RawLine(text=text, role=LineRole.TABLE_ROW, calls=calls, starts_block=True)

    def _html_lines(self) -> Iterator[RawLine]:
        """The lines of the raw HTML so far. Blank lines cut a list into pieces, so they are read together."""
        source = "".join(self.raw_html)
        self.raw_html.clear()
        if source.strip():
            root = html_tree(f"<html><body><div>{source}</div></body></html>")
            notes = lift_notes(root) if root is not None else ()
            yield from block_lines(root) if root is not None else ()
            yield from notes


def inline_markup(token: Token, *, sources: Mapping[str, str] | None = None, with_addresses: bool = False) -> str:
    """The text of an inline token with placeholders for markers and ``\\n`` for line ends, all marks gone.

    ``sources`` are numbered references ("[1]: https://…"): a link that shows such a number is a
    footnote marker. ``with_addresses`` adds the address of each link after its words, as notes need it.
    """
    pieces: list[str] = []
    links: list[tuple[int, str]] = []
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                pieces.append("\n")
            case "html_inline":
                pieces.append("\n" if re.match(r"<br\b", child.content, re.IGNORECASE) else child.content)
            case "link_open":
                links.append((len(pieces), str(child.attrGet("href") or "")))
            case "link_close" if links:
                start, href = links.pop()
                words = "".join(pieces[start:])
                is_source = (sources or {}).get(words) == href
                shown = placeholder(words, f"source-{words}") if is_source else None
                pieces[start:] = [shown or _link(words, href, with_addresses=with_addresses)]
            case "image":
                continue
            case _:
                pieces.append(html.escape(child.content, quote=False))
    return html.unescape(strip_tags(mark_notes("".join(pieces))))


def _link(words: str, href: str, *, with_addresses: bool) -> str:
    if href.startswith("#"):
        if is_back_fragment(href[1:]):
            return placeholder(words.strip("[] "), _note_of(href[1:])) if re.fullmatch(r"\[?\w{1,4}\]?", words) else ""
        return f'<sup><a href="{html.escape(href)}">{words}</a></sup>' if is_note_fragment(href[1:]) else words
    is_address = not words or re.match(r"(?:https?://|www\.)\S+$", words)
    if with_addresses and href.startswith("http"):
        return html.escape(href, quote=False) if is_address else f"{words} ({html.escape(href, quote=False)})"
    return words


def _note_of(back_fragment: str) -> str:
    """The fragment of a note, from that of its back link ("_ftnref1" leads back from "_ftn1")."""
    return re.sub(r"[-_]?ref", "", back_fragment, count=1)


def _printed_lines(line: RawLine, marked: str) -> Iterator[RawLine]:
    """One line per printed line of a paragraph: only the first starts a block, the assembly joins the rest."""
    number, target, marked = opening_number(marked)
    if number and line.role is LineRole.UNKNOWN:
        line = replace(line, role=LineRole.NOTE, note_number=number, note_target=target)
    starts = True
    for printed in marked.split("\n"):
        text, calls = lift(printed)
        if text:
            yield replace(line, text=text, calls=calls, starts_block=starts)
            if starts and line.role is not LineRole.NOTE:
                line = replace(line, role=LineRole.UNKNOWN)
            line = replace(line, note_number=None, note_target=None)
            starts = False


def _is_bold(token: Token) -> bool:
    """Whether a paragraph is bold from end to end."""
    children = [child for child in token.children or () if child.content.strip() or child.nesting]
    return len(children) > 2 and children[0].type == "strong_open" and children[-1].type == "strong_close"


def _split_definitions(source: str) -> tuple[str, list[tuple[str, str]]]:
    """The source without its ``[^label]: note`` definitions, and these in order.

    A definition goes on over indented lines, blank ones among them, and over the lines right below it.
    """
    kept: list[str] = []
    definitions: list[tuple[str, list[str]]] = []
    inside = False
    fenced = False
    blank = False
    for line in source.split("\n"):
        fenced ^= bool(re.match(r" {0,3}(?:```|~~~)", line))
        definition = None if fenced else _DEFINITION.match(line)
        if definition:
            definitions.append((definition.group(1), [definition.group(2)]))
            inside, blank = True, False
        elif inside and not line.strip():
            blank = True
        elif inside and (re.match(r"(?: {2,}|\t)", line) or (not blank and not re.match(r"[#>|*+-]", line))):
            definitions[-1][1].append(line.strip())
        else:
            kept += [""] if inside else []
            kept.append(line)
            inside = False
    return "\n".join(kept), [(label, " ".join(lines)) for label, lines in definitions]


def _numbered_references(environment: Mapping[str, Any]) -> dict[str, str]:
    """The link definitions whose label is a number, by number: many authors keep their sources so."""
    references = environment.get("references", {})
    return {label: str(found["href"]) for label, found in references.items() if re.fullmatch(r"\d{1,3}", label)}


def _source_note(number: str, address: str) -> RawLine:
    return RawLine(
        text=address, role=LineRole.NOTE, starts_block=True, note_number=number, note_target=f"source-{number}"
    )


def _note_lines(parser: MarkdownIt, label: str, text: str) -> Iterator[RawLine]:
    inline = next((token for token in parser.parseInline(text) if token.type == "inline"), None)
    words, _ = lift(inline_markup(inline, with_addresses=True) if inline else "")
    if words:
        yield RawLine(text=words, role=LineRole.NOTE, starts_block=True, note_number=label, note_target=f"fn:{label}")


def _pages(lines: list[RawLine]) -> tuple[RawPage, ...]:
    """One page, or the pages that headings "Page 1", "Page 2", … tell of in a converted document."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _page_heading(line))]
    numbers = [int(match.group(1)) for _, match in found]
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return (RawPage(number=1, lines=tuple(lines)),)
    ends = [at for at, _ in found[1:]] + [len(lines)]
    pages = []
    for order, ((at, match), end) in enumerate(zip(found, ends, strict=True), start=1):
        before = lines[:at] if order == 1 else []
        pages.append(RawPage(number=order, label=match.group(1), lines=(*before, *lines[at + 1 : end])))
    return tuple(pages)


def _page_heading(line: RawLine) -> re.Match[str] | None:
    return _PAGE_HEADING.fullmatch(line.text) if line.heading_level is not None else None
