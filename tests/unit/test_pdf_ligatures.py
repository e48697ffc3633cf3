"""A ligature of which the file tells one letter gets the others back from its glyph's name."""

from __future__ import annotations

import numpy as np

from assistant.reading.pdf.glyphs import Face, PageGlyphs
from assistant.reading.pdf.ligatures import CutLigature, cut_ligatures, plain_name, with_ligatures

TO_UNICODE = b"""1 begincodespacerange <00> <ff> endcodespacerange
3 beginbfrange <1c><1c><0069> <1f><1f><0068> <61><7a><0061> endbfrange
1 beginbfchar <1e> <00660066> endbfchar"""


def test_names_maps_and_widths_tell_which_ligatures_are_cut() -> None:
    found = cut_ligatures([28, "/fi", 30, "/f_f", "/T_h", 65, "/A"], {28: 522.0, 31: 1065.0}, TO_UNICODE)
    assert found == [CutLigature("i", 522.0, "fi"), CutLigature("h", 1065.0, "Th")]


def test_a_font_without_ligatures_has_none_to_mend() -> None:
    assert cut_ligatures([65, "/A", "/B"], {65: 500.0}, TO_UNICODE) == []


def test_only_the_wide_glyph_is_mended() -> None:
    face = Face(font="Garamond", size_pt=10, angle=0, bold=False, italic=False, invisible=False, white=False, order=0)
    page = PageGlyphs(
        width_pt=100,
        height_pt=100,
        codes=np.array([104, 104], np.uint32),
        boxes=np.array([[0, 0, 10.65, 10], [20, 0, 25, 10]], float),
        origins=np.zeros((2, 2)),
        faces_of=np.array([0, 0]),
        faces=(face,),
        painted=(),
    )
    assert with_ligatures(page, {"Garamond": [CutLigature("h", 1065.0, "Th")]}).ligatures == {0: "Th"}


def test_the_tag_of_a_subset_is_no_part_of_a_fonts_name() -> None:
    assert [plain_name(name) for name in ("ABCDEF+Times", "Times")] == ["Times", "Times"]
