"""Finding passages in a small snapshot: parts, scope, stages, ties, and what each hit says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.domain import Document, EarlierText, Hit, Query
from assistant.indexing import publishing
from assistant.indexing.corpus_files import CorpusFile
from assistant.indexing.ingest import ingest
from assistant.indexing.scope import Scope
from assistant.indexing.snapshot import Snapshot
from assistant.retrieval.retriever import LEAST_RERANKED, Retriever, Stage
from assistant.settings import Settings
from tests.makers import WordEmbedder, make_document

CORPUS = {
    "spain.txt": {
        "Seals": ["Spanish officers check every seal in the freight yard."],
        "Scanners": ["Spanish yards buy two mobile scanners every year."],
        "Weather": ["Rain falls seldom on the southern coast."],
    },
    "malta.txt": {
        "Seals": ["Maltese officers check one seal in ten on the quay."],
        "Scanners": ["Maltese quays rent their scanners from a neighbour."],
        "Staff": ["Maltese inspectors train together each autumn."],
    },
    "norway.txt": {
        "Sleds": ["Reindeer pull the sleds of northern postmen."],
        "Ice": ["Harbours freeze over in January."],
    },
    "twin-one.txt": {"Lanterns": ["Lanterns are lit at dusk on the pier."]},
    "twin-two.txt": {"Lanterns": ["Lanterns are lit at dusk on the pier."]},
}


def read(
    files: Iterable[CorpusFile], *, on_page: Callable[[str, int, int], None]
) -> Iterator[tuple[CorpusFile, Document]]:
    """A reader that knows the documents by heart."""
    for file in files:
        yield file, replace(make_document(file.id, CORPUS[file.id], title="Checks"), sha256=file.sha256)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("retriever")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    settings.corpus.mkdir()
    for name in CORPUS:
        (settings.corpus / name).write_text(name)
    ingest(settings, WordEmbedder(256), read)  # type: ignore[arg-type]
    opened = Snapshot(publishing.current_folder(settings.index))
    yield opened
    opened.close()


class Judge:
    """Prefers the passages that hold a word, and remembers what it was asked."""

    def __init__(self, word: str = "") -> None:
        self.word = word
        self.asked: list[tuple[str, int]] = []

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        self.asked.append((question, len(passages)))
        return [9.0 if self.word and self.word in passage else -9.0 for passage in passages]


def retriever(judge: Judge | None = None, *, candidates: int = 100, reranked: int = 20) -> Retriever:
    return Retriever(WordEmbedder(256), judge, candidates=candidates, reranked=reranked)  # type: ignore[arg-type]


def query(asked: str, *, parts: tuple[str, ...] = (), earlier: tuple[EarlierText, ...] = ()) -> Query:
    return Query(question=asked, asked=asked, standalone=asked, parts=parts or (asked,), earlier=earlier)


def found(hits: Sequence[Hit]) -> list[tuple[str, str]]:
    return [(hit.chunk.document, hit.chunk.headings[-1]) for hit in hits]


# ------------------------------------------------------------ one question


def test_the_passage_with_the_words_of_the_question_comes_first(snapshot: Snapshot) -> None:
    hits = retriever().find(snapshot, query("Who pulls the sleds of postmen?"), limit=3)
    assert found(hits)[0] == ("norway.txt", "Sleds")
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_says_why_it_was_found(snapshot: Snapshot) -> None:
    first, *_ = retriever(Judge("sleds")).find(snapshot, query("Who pulls the sleds of postmen?"), limit=3)
    assert (first.dense_rank, first.lexical_rank) == (1, 1)
    assert first.dense_score is not None and 0 < first.dense_score <= 1
    assert first.lexical_score is not None and first.lexical_score > 0
    assert first.rerank_score == 9.0
    assert first.probability is not None and 0 < first.probability < 1
    assert first.matched == ("pulls", "sleds", "postmen")
    assert first.part == 0


def test_what_only_one_search_found_has_no_rank_in_the_other(snapshot: Snapshot) -> None:
    hits = retriever().find(snapshot, query("reindeer"), limit=20)
    wordless = [hit for hit in hits if "reindeer" not in hit.chunk.text.lower()]
    assert wordless
    assert all((hit.lexical_rank, hit.lexical_score, hit.matched) == (None, None, ()) for hit in wordless)
    assert all(hit.dense_rank for hit in wordless)


def test_each_stage_goes_one_step_further(snapshot: Snapshot) -> None:
    judge = Judge("Rain")
    hits = {
        stage: retriever(judge).find(snapshot, query("Who checks a seal on the quay?"), limit=20, stage=stage)
        for stage in Stage
    }
    assert all(hit.dense_rank and not hit.lexical_rank for hit in hits[Stage.DENSE])
    assert all(hit.lexical_rank and not hit.dense_rank for hit in hits[Stage.LEXICAL])
    assert any(hit.dense_rank and hit.lexical_rank for hit in hits[Stage.FUSED])
    assert all(hit.rerank_score is None and hit.probability is None for hit in hits[Stage.FUSED])
    assert len(judge.asked) == 1, "only the last stage asks the judge"
    assert found(hits[Stage.FUSED])[0] == ("malta.txt", "Seals")
    assert found(hits[Stage.RERANKED])[0] == ("spain.txt", "Weather")


def test_only_the_first_are_judged_and_the_others_keep_their_places_behind(snapshot: Snapshot) -> None:
    asked = query("Who checks a seal on the quay?")
    fused = retriever().find(snapshot, asked, limit=20)
    hits = retriever(Judge(), reranked=3).find(snapshot, asked, limit=20)
    assert [hit.rerank_score is not None for hit in hits] == [True] * 3 + [False] * (len(hits) - 3)
    assert found(hits) == found(fused)


def test_no_more_than_the_limit_come_back_whatever_is_judged(snapshot: Snapshot) -> None:
    judge = Judge()
    hits = retriever(judge, reranked=6).find(snapshot, query("Who checks a seal?"), limit=2)
    assert len(hits) == 2
    assert judge.asked == [("Who checks a seal?", 6)]


@pytest.mark.parametrize("asked", ["", "   "])
def test_nothing_asked_finds_nothing(snapshot: Snapshot, asked: str) -> None:
    assert retriever(Judge()).find(snapshot, query(asked), limit=5) == ()


def test_a_question_of_function_words_breaks_nothing(snapshot: Snapshot) -> None:
    assert len(retriever(Judge()).find(snapshot, query("the of and"), limit=5)) == 5


# ------------------------------------------------------------ order


def test_the_same_question_gets_the_same_hits(snapshot: Snapshot) -> None:
    asked = query("Who checks a seal and buys scanners?")
    hits = retriever(Judge("seal")).find(snapshot, asked, limit=20)
    assert retriever(Judge("seal")).find(snapshot, asked, limit=20) == hits


def test_equal_passages_are_ordered_by_id(snapshot: Snapshot) -> None:
    hits = retriever(Judge("Lanterns")).find(snapshot, query("When are lanterns lit?"), limit=2)
    assert {hit.chunk.document for hit in hits} == {"twin-one.txt", "twin-two.txt"}
    assert hits[0].score == hits[1].score
    assert hits[0].chunk.id < hits[1].chunk.id


# ------------------------------------------------------------ scope


@pytest.mark.parametrize("stage", Stage)
def test_only_documents_in_scope_are_found(snapshot: Snapshot, stage: Stage) -> None:
    scope = Scope.of(["malta.txt"])
    hits = retriever(Judge()).find(snapshot, query("Spanish seal"), limit=20, scope=scope, stage=stage)
    assert {hit.chunk.document for hit in hits} == {"malta.txt"}


def test_only_chunks_in_scope_are_found(snapshot: Snapshot) -> None:
    chunks = {chunk.headings[-1]: chunk.id for chunk in snapshot.texts.chunks_of("spain.txt")}
    scope = Scope(documents=frozenset({"spain.txt"}), chunks=frozenset({chunks["Scanners"]}))
    hits = retriever(Judge()).find(snapshot, query("Who checks a seal?"), limit=20, scope=scope)
    assert found(hits) == [("spain.txt", "Scanners")]


@pytest.mark.parametrize("scope", [Scope(documents=frozenset()), Scope(chunks=frozenset())])
@pytest.mark.parametrize("stage", Stage)
def test_an_empty_scope_holds_nothing(snapshot: Snapshot, scope: Scope, stage: Stage) -> None:
    several = query("Spain and Malta on seals", parts=("Spain on seals", "Malta on seals"))
    for asked in (query("Who checks a seal?"), several):
        assert retriever(Judge()).find(snapshot, asked, limit=5, scope=scope, stage=stage) == ()


# ------------------------------------------------------------ parts


def test_the_parts_of_a_question_share_the_results(snapshot: Snapshot) -> None:
    parts = ("Which Spanish officers check a seal?", "Who pulls the sleds of postmen?")
    hits = retriever().find(snapshot, query(" ".join(parts), parts=parts), limit=4)
    by_place = dict(zip(found(hits), hits, strict=True))
    seals, sleds = by_place["spain.txt", "Seals"], by_place["norway.txt", "Sleds"]
    assert {seals.rank, sleds.rank} == {1, 2}
    assert (seals.part, sleds.part) == (0, 1)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    assert "sleds" in sleds.matched and "seal" not in sleds.matched


def test_a_passage_of_two_parts_is_shown_once(snapshot: Snapshot) -> None:
    parts = ("Who pulls sleds?", "Which postmen have sleds?")
    hits = retriever().find(snapshot, query(" ".join(parts), parts=parts), limit=20)
    assert len({hit.chunk.id for hit in hits}) == len(hits)
    assert found(hits)[0] == ("norway.txt", "Sleds")


def test_what_is_found_for_a_part_is_judged_by_the_whole_question(snapshot: Snapshot) -> None:
    judge = Judge()
    parts = ("Spanish seals", "Maltese seals")
    retriever(judge, reranked=6).find(snapshot, query("Compare them", parts=parts), limit=3)
    assert judge.asked == [("Compare them", LEAST_RERANKED)] * 3


# ------------------------------------------------------------ what is taken along


def test_what_was_said_before_bends_the_search(snapshot: Snapshot) -> None:
    for text, document in (("Maltese rules in autumn", "malta.txt"), ("Spanish rain in yards", "spain.txt")):
        earlier = (EarlierText(text=text, weight=0.35),)
        hits = retriever().find(snapshot, query("Who checks a seal?", earlier=earlier), limit=1)
        assert found(hits) == [(document, "Seals")]


def test_a_question_with_no_words_of_its_own_lives_on_what_was_said(snapshot: Snapshot) -> None:
    earlier = (EarlierText(text="Reindeer pull the sleds of postmen", weight=0.35),)
    why = Query(question="why?", asked="why?", standalone="Who pulls sleds? why?", parts=("Who pulls sleds? why?",))
    hits = retriever(Judge()).find(snapshot, replace(why, earlier=earlier), limit=3)
    assert found(hits)[0] == ("norway.txt", "Sleds")
    assert "sleds" in hits[0].matched
