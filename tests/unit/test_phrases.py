from assistant.reading.assembly.phrases import phrase_of


def _phrase(sentence: str, call_after: str, before: str | None = None) -> str:
    call = sentence.index(call_after) + len(call_after)
    earlier = sentence.index(before) + len(before) if before else None
    start, end = phrase_of(sentence, call, earlier)
    return sentence[start:end]


LIST = "Threats include theft at ports, forged papers, tax fraud and illegal waste exports."


def test_each_call_has_its_own_item() -> None:
    assert _phrase(LIST, "theft at ports") == "theft at ports"
    assert _phrase(LIST, "forged papers", "theft at ports") == "forged papers"


def test_the_last_item_of_a_list_stands_behind_its_and() -> None:
    assert _phrase(LIST, "waste exports", "forged papers") == "illegal waste exports"


def test_a_bracket_before_the_call_stays_whole() -> None:
    sentence = "They trade in drugs (mainly cocaine, heroin and hashish), and in arms."
    assert _phrase(sentence, "hashish)") == "They trade in drugs (mainly cocaine, heroin and hashish)"


def test_a_call_behind_the_stop_leaves_the_stop_out() -> None:
    assert _phrase("Routes run through the corridor.", "corridor.") == "Routes run through the corridor"


def test_a_phrase_has_two_words_at_least() -> None:
    assert _phrase("Controls rose, however, sharply.", "sharply") != "sharply"
