"""Reads a Word file back with zipfile and lxml alone, so that what wrote it does not vouch for it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": W, "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}


@dataclass(frozen=True)
class Parts:
    """The parts of a file by name; every XML part is parsed, and so well-formed."""

    files: dict[str, bytes]
    trees: dict[str, etree._Element]

    @classmethod
    def of(cls, content: bytes) -> Parts:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            assert held.testzip() is None
            files = {name: held.read(name) for name in held.namelist()}
        trees = {name: etree.fromstring(file) for name, file in files.items() if name.endswith((".xml", ".rels"))}
        return cls(files, trees)

    def find(self, part: str, path: str) -> list[etree._Element]:
        """What an XPath finds in a part."""
        return list(self.trees[part].xpath(path, namespaces=_NAMES))

    @property
    def notes(self) -> list[str]:
        """The text of each footnote, in the order of their ids."""
        found = self.find("word/footnotes.xml", "/w:footnotes/w:footnote[not(@w:type)]")
        by_id = sorted(found, key=lambda one: int(one.get(f"{{{W}}}id") or 0))
        return ["".join(one.itertext(f"{{{W}}}t")).strip() for one in by_id]

    @property
    def calls(self) -> list[int]:
        """The ids of the footnotes that the text calls, in reading order."""
        found = self.find("word/document.xml", "//w:footnoteReference")
        return [int(one.get(f"{{{W}}}id") or 0) for one in found]

    @property
    def paragraphs(self) -> list[str]:
        """The text of each paragraph of the body."""
        found = self.find("word/document.xml", "/w:document/w:body//w:p")
        return ["".join(one.itertext(f"{{{W}}}t")) for one in found]

    def surroundings(self, kind: str) -> list[str]:
        """The text of the "header" or "footer" part that each reference of a section names, in order."""
        names = {
            one.get("Id"): f"word/{one.get('Target')}"
            for one in self.trees["word/_rels/document.xml.rels"].iterchildren()
        }
        found = self.find("word/document.xml", f"//w:sectPr/w:{kind}Reference/@r:id")
        return ["".join(self.trees[names[str(one)]].itertext(f"{{{W}}}t")) for one in found]
