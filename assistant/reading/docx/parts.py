"""The parts of a Word package beside the main text: styles, numbering, notes, headers, properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Protocol

from lxml import etree
from lxml.etree import _Element

from assistant.reading.docx.paragraph import NoteNumbers, attribute, paragraph_of, w
from assistant.reading.markers import lift
from assistant.reading.plain.decoding import clean

NOTE_KINDS = ("footnote", "endnote")

# resolve_entities off and no network: nothing that a part says may reach out of it.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_DEFAULT_NOTE_STYLES = {"footnote": "decimal", "endnote": "lowerRoman"}


class _Relation(Protocol):
    reltype: str
    is_external: bool
    target_ref: str


class Parts:
    """The other parts of a document, parsed once. ``main`` is python-docx's main document part."""

    def __init__(self, main: object) -> None:
        self._relations: dict[str, _Relation] = getattr(main, "rels", {})

    def root(self, name: str) -> _Element | None:
        """The root of the part with the relation type ".../``name``", or None."""
        relation = self._relation(name)
        return etree.fromstring(relation.target_part.blob, _PARSER) if relation is not None else None  # type: ignore[attr-defined]

    def roots(self, name: str) -> list[_Element]:
        """The roots of all parts with this relation type (a document has several headers)."""
        found = [relation for relation in self._relations.values() if _is_part(relation, name)]
        return [etree.fromstring(relation.target_part.blob, _PARSER) for relation in found]  # type: ignore[attr-defined]

    def addresses(self, name: str) -> dict[str, str]:
        """The link targets of a part, by relation id."""
        relation = self._relation(name)
        relations = relation.target_part.rels if relation is not None else {}  # type: ignore[attr-defined]
        return {key: str(link.target_ref) for key, link in relations.items() if link.is_external}

    def notes(self, kind: str) -> dict[str, _Element]:
        """The notes of a kind by id; the separators that Word keeps among them left out."""
        root = self.root(f"{kind}s")
        if root is None:
            return {}
        return {
            attribute(note, "id") or "": note
            for note in root.iter(w(kind))
            if attribute(note, "type") in (None, "normal")
        }

    def note_styles(self, body: _Element) -> dict[str, str]:
        """How footnotes and endnotes are numbered: by the first section's properties, else by the settings."""
        styles = dict(_DEFAULT_NOTE_STYLES)
        settings = self.root("settings")
        for root in (settings, body):
            for kind in NOTE_KINDS:
                formats = [] if root is None else root.findall(f".//{w(f'{kind}Pr')}/{w('numFmt')}")
                if formats:
                    styles[kind] = attribute(formats[0], "val") or styles[kind]
        return styles

    def running(self, name: str) -> str:
        """The distinct lines of the headers or footers ("header", "footer"), one a line."""
        lines: dict[str, None] = {}
        for root in self.roots(name):
            for paragraph in root.iter(w("p")):
                text, _ = lift(clean(paragraph_of(paragraph, NoteNumbers()).text.replace("\f", " ")))
                lines.update({text: None} if text else {})
        return "\n".join(lines)

    def _relation(self, name: str) -> _Relation | None:
        return next((relation for relation in self._relations.values() if _is_part(relation, name)), None)


def _is_part(relation: _Relation, name: str) -> bool:
    return not relation.is_external and relation.reltype.endswith(f"/{name}")


def declares_entities(content: bytes) -> bool:
    """Whether a part of the package declares a document type: the door for entities that expand without end."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            if part.filename.endswith((".xml", ".rels")):
                try:
                    with package.open(part) as file:
                        head = file.read(4096).replace(b"\x00", b"")
                except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, zlib.error):
                    continue  # Damage is told of when the parts that matter are opened.
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    return True
    return False
