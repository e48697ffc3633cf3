"""Pairs of a claim and its source that differ in one small thing, where the right verdict is beyond doubt."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.verify.judge import Verdict
from assistant.answering.verify.local import LocalJudge
from assistant.domain import Support
from tests.unit.verify_fakes import letter_judge

FINE = {Support.QUOTED, Support.SUPPORTED}

# What the source says, and what the claim makes of it: never supported, and the reason names the difference.
NEVER = [
    # numbers
    ("The agency had 3,600 officers in 2021.", "The agency had 4,200 officers in 2021.", "3,600"),
    ("The agency had 3,600 officers in 2021.", "The agency had 36 officers in 2021.", "36"),
    ("The fund pays €5 million to the ports.", "The fund pays €5 billion to the ports.", "5 billion"),
    ("The fund pays €5 million to the ports.", "The fund pays $5 million to the ports.", "5 million"),
    ("The tax rose by 30% in the ports.", "The tax rose by 30 points in the ports.", "30"),
    ("The tax rose by 3.5% in the ports.", "The tax rose by 35% in the ports.", "35%"),
    ("The permit is valid for three months.", "The permit is valid for three years.", "three"),
    ("The permit is valid for 12 months.", "The permit is valid for two months.", "two"),
    ("Twelve ports joined the scheme.", "Twenty ports joined the scheme.", "Twenty"),
    ("Two thirds of the ports joined the scheme.", "Three quarters of the ports joined the scheme.", "quarters"),
    ("Ships must have at least 20 lifeboats.", "Ships must have at most 20 lifeboats.", "20"),
    ("Up to 40 inspectors work in the port.", "More than 40 inspectors work in the port.", "40"),
    ("The ports handled 12 million containers.", "The ports handled 12 thousand containers.", "12 thousand"),
    ("Some inspectors work in the port.", "Some 400 inspectors work in the port.", "400"),
    # dates
    ("The Council adopted the text on 4 March 2021.", "The Council adopted the text on 4 March 2020.", "2020"),
    ("The Council adopted the text on 4 March 2021.", "The Council adopted the text on 14 March 2021.", "14 March"),
    ("The Council adopted the text on 4 March 2021.", "The Council adopted the text on 4 May 2021.", "May"),
    ("The Council adopted the text in March 2021.", "The Council adopted the text on 4 March 2021.", "4 March"),
    ("The scheme began in 2014.", "The scheme began in 2015.", "2014"),
    ("The scheme runs from 2014 to 2020.", "The scheme runs from 2014 to 2021.", "2021"),
    ("The port grew in the 1990s.", "The port grew in the 1980s.", "1990s"),
    ("The scheme began after the strike.", "The scheme began in 2015 after the strike.", "2015"),
    # negation and opposites
    ("Seals are not checked at night.", "Seals are checked at night.", "denies"),
    ("Seals are checked at night.", "Seals are not checked at night.", "denies"),
    ("Seals aren't checked at night.", "Seals are checked at night.", "denies"),
    ("Seals are never checked at night.", "Seals are checked at night.", "denies"),
    ("No port checks seals at night.", "The port checks seals at night.", "denies"),
    ("The harbours cannot refuse a ship.", "The harbours can refuse a ship.", ""),
    ("The fees increased in the ports.", "The fees decreased in the ports.", "increased"),
    ("The law allows night work in ports.", "The law prohibits night work in ports.", "allows"),
    ("The council rejected the harbour plan.", "The council approved the harbour plan.", "rejected"),
    ("The harbour code is non-binding.", "The harbour code is binding.", "denies"),
    ("The union opposes the new quay.", "The union supports the new quay.", "opposes"),
    ("Reporting of losses is voluntary.", "Reporting of losses is mandatory.", "voluntary"),
    # modality
    ("Ports may inspect the cargo.", "Ports must inspect the cargo.", "may"),
    ("Ports may inspect the cargo.", "Ports will inspect the cargo.", "may"),
    ("Ports may inspect the cargo.", "Ports inspect the cargo.", "may"),
    ("Ports could close the quay.", "Ports closed the quay.", "could"),
    ("Ports should inspect the cargo.", "Ports must inspect the cargo.", "should"),
    ("Ports should inspect the cargo.", "Ports inspect the cargo.", "should"),
    ("The board plans to hire pilots.", "The board will hire pilots.", "plans to"),
    ("The board intends to hire pilots.", "The board hired pilots.", "intends to"),
    ("The board will hire pilots.", "The board hired pilots.", "will"),
    ("Ports must inspect the cargo.", "Ports may inspect the cargo.", "must"),
    ("Ports inspect the cargo.", "Ports must inspect the cargo.", "must"),
    # names
    ("The Council adopted the harbour plan.", "The Parliament adopted the harbour plan.", "Parliament"),
    ("The EMSA report names the quays.", "The EFCA report names the quays.", "EFCA"),
    ("The port of Genoa opened the quay.", "The port of Trieste opened the quay.", "Trieste"),
    ("The rules follow Regulation 2016/679 on data.", "The rules follow Regulation 2016/680 on data.", "2016/680"),
    ("The minister of Spain opened the quay.", "The minister of Portugal opened the quay.", "Portugal"),
    # scope
    ("Some ports checked their seals.", "All ports checked their seals.", "some"),
    ("Most ports checked their seals.", "All ports checked their seals.", "most"),
    ("Some ports checked their seals.", "Most ports checked their seals.", "some"),
    ("Fees apply to all ships except those under sail.", "Fees apply to all ships under sail.", "except"),
    ("Ships may not sail unless they are insured.", "Ships may not sail insured.", ""),
    ("Pilots are hired only after an examination.", "Pilots are hired after an examination.", "only"),
    ("Pilots are hired after an examination.", "Pilots are hired only after an examination.", "only"),
]

# The same said otherwise: no exact comparison may stand against it.
SAME = [
    ("The agency had 3,600 officers in 2021.", "In 2021 the agency had 3 600 officers."),
    ("The agency had 3,600 officers in 2021.", "In 2021, the agency had 3600 officers."),
    ("The fund pays €5 million to the ports.", "The fund pays EUR 5 million to the ports."),
    ("The fund pays €5 million to the ports.", "The fund pays 5 million euros to the ports."),
    ("The tax rose by 30% in the ports.", "In the ports, the tax rose by 30 per cent."),
    ("Twelve ports joined the scheme.", "12 ports joined the scheme."),
    ("The permit is valid for twenty-five months.", "The permit is valid for 25 months."),
    ("The Council adopted the text on 4 March 2021.", "On March 4, 2021 the Council adopted the text."),
    ("The Council adopted the text on 4 March 2021.", "The Council adopted the text in March 2021."),
    ("The Council adopted the text on 4 March 2021.", "The Council adopted the text in 2021."),
    ("The scheme runs from 2014-2020.", "The scheme runs from 2014 to 2020."),
    ("Seals aren't checked at night.", "Seals are not checked at night."),
    ("At night, seals are not checked.", "Seals are not checked at night."),
    ("Ports must inspect the cargo.", "Ports shall inspect the cargo."),
    ("The board plans to hire pilots.", "The board intends to hire pilots."),
    ("Ports may inspect the cargo.", "Ports can inspect the cargo."),
    ("The European Union funds the harbour.", "The EU funds the harbour."),
    ("The French minister opened the quay.", "The minister of France opened the quay."),
    ("The new quay is popular in the U.S.", "The new quay is popular in the US."),
    ("The United States funds the harbour.", "The US funds the harbour."),
    ("The Spanish call the harbour Alemanía.", "The Spanish call the harbour Alemania."),
    ("The quay is not only good for the ports, it is good for the ships.", "The quay is good for the ports and ships."),
    ("The quay is most commonly used by fishing ships.", "The quay is commonly used by fishing ships."),
    ("The pilots sang 'Should We Sail Home' in the port.", "The pilots sang 'Should we sail home' in the port."),
]


@pytest.fixture(scope="module")
def judge() -> LocalJudge:
    return letter_judge()


def judged(judge: LocalJudge, source: str, claim: str) -> Verdict:
    return judge.judge(claim, ["Rain is expected in the valley.", source])


@pytest.mark.parametrize(("source", "claim", "reason"), NEVER)
def test_a_small_difference_is_never_supported(judge: LocalJudge, source: str, claim: str, reason: str) -> None:
    verdict = judged(judge, source, claim)
    assert verdict.support not in FINE, verdict
    assert reason in verdict.reason
    assert verdict.reason


@pytest.mark.parametrize(("source", "claim"), SAME)
def test_the_same_in_other_words_is_supported(judge: LocalJudge, source: str, claim: str) -> None:
    verdict = judged(judge, source, claim)
    assert verdict.support in FINE, verdict
    assert verdict.evidence[0] == 1


WORDS = st.lists(st.sampled_from("ports pilots cranes quays seals fees ships crews".split()), min_size=2, max_size=6)


@given(words=WORDS, number=st.integers(2, 999_999), change=st.integers(1, 999))
def test_a_sentence_bears_itself_out_and_not_with_another_number(words: list[str], number: int, change: int) -> None:
    judge = letter_judge()
    sentence = f"The harbour of {' and '.join(words)} counted {number:,} barrels."
    assert judge.judge(sentence, [sentence]).support is Support.QUOTED
    changed = re.sub(r"[\d,]+", f"{number + change:,}", sentence)
    assert judge.judge(changed, [sentence]).support not in FINE
