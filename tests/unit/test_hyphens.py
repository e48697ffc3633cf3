from assistant.reading.assembly.hyphens import join_cut_word, vocabulary

WORDS = vocabulary(["the laboratories of the customs office are related to it", "a cross-border case of the day"])


def test_a_word_that_the_document_uses_is_joined() -> None:
    assert join_cut_word("the labora", "tories of", WORDS) == ""


def test_a_hyphenated_word_that_the_document_uses_keeps_its_hyphen() -> None:
    assert join_cut_word("a cross", "border case", WORDS) == "-"


def test_two_words_of_the_document_keep_their_hyphen() -> None:
    assert join_cut_word("of customs", "related crime", WORDS) == "-"


def test_an_unknown_word_is_one_word() -> None:
    assert join_cut_word("the inspec", "torate", WORDS) == ""


def test_a_capital_or_a_number_keeps_the_hyphen() -> None:
    assert join_cut_word("the EU", "Canada summit", WORDS) == "-"
    assert join_cut_word("COVID", "19 rules", WORDS) == "-"
