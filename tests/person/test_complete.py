from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.person.complete import complete, guess_reading
from cardscan.records import CardFields, Contact, Source


def fields(contact: Contact, **confidence: float) -> CardFields:
    return CardFields(contact, confidence, {}, ())


def person(family: str, given_name: str, *mails: str, romaji: str | None = None) -> Contact:
    return Contact(f"{family} {given_name}", family, given_name, romanized_name=romaji, emails=mails)


@pytest.mark.parametrize(
    ("contact", "reading", "source"),
    [
        (person("髙橋", "健一"), "たかはし けんいち", Source.DICTIONARY),
        (person("高橋", "学"), "たかはし まなぶ", Source.DICTIONARY),
        (person("東海林", "太郎"), "しょうじ たろう", Source.DICTIONARY),
        (person("齋藤", "幸生", "yukio.saito@example.co.jp"), "さいとう ゆきお", Source.EMAIL),
        (person("齋藤", "幸生", "saitoh-yukio@example.co.jp"), "さいとう ゆきお", Source.EMAIL),
        (person("齋藤", "幸生", "yukiosaitou2@example.co.jp"), "さいとう ゆきお", Source.EMAIL),
        (person("齋藤", "幸生", "y-saito@example.co.jp"), "さいとう ゆきお", Source.EMAIL),
        (person("齋藤", "幸生", "info@example.co.jp", "k_saito@example.co.jp"), "さいとう こうき", Source.EMAIL),
        (person("菅野", "剛", romaji="Tsuyoshi KANNO"), "かんの つよし", Source.DICTIONARY),
        (person("菅野", "剛", romaji="Takeshi Sugano"), "すがの たけし", Source.DICTIONARY),
        (person("上村", "純一", romaji="Jun'ichi Kamimura"), "かみむら じゅんいち", Source.DICTIONARY),
        (person("大野", "洋平", "ohno@example.co.jp"), "おおの ようへい", Source.EMAIL),
        (person("岡本", "美雨", "miu.okamoto@example.co.jp"), "おかもと みう", Source.EMAIL),
    ],
)
def test_the_reading_is_what_the_card_spells_or_the_dictionary_knows(
    contact: Contact, reading: str, source: Source
) -> None:
    completed = complete(fields(contact, name=1.0))
    assert completed.contact.phonetic_name == reading
    assert completed.source == {"phonetic_name": source}


def test_a_spelled_reading_is_surer_than_a_guess_and_a_guess_is_never_as_sure_as_print() -> None:
    guessed = complete(fields(person("齋藤", "幸生"), name=1.0)).confidence["kana"]
    spelled = complete(fields(person("齋藤", "幸生", "yukio.saito@example.co.jp"), name=1.0)).confidence["kana"]
    assert guessed is not None and spelled is not None
    assert guessed < 0.9 <= spelled


def test_the_reading_of_an_unsure_name_is_no_surer_than_the_name() -> None:
    confidence = complete(fields(person("齋藤", "幸生", "yukio.saito@example.co.jp"), name=0.5)).confidence["kana"]
    assert confidence is not None and confidence <= 0.5


def test_a_printed_reading_stands() -> None:
    printed = Contact("齋藤 幸生", "齋藤", "幸生", "さいとう こうせい", emails=("yukio.saito@example.co.jp",))
    assert complete(fields(printed)) == fields(printed)


@pytest.mark.parametrize(
    ("name", "reading"), [("さとう さくら", "さとう さくら"), ("マイケル・スミス", "まいける すみす")]
)
def test_a_name_in_kana_is_its_own_reading(name: str, reading: str) -> None:
    completed = complete(fields(Contact(name)))
    assert completed.contact.phonetic_name == reading
    assert completed.source == {}


@pytest.mark.parametrize("contact", [Contact(), Contact("John Smith", "Smith", "John"), Contact("ジョン・F・ミラー")])
def test_no_reading_is_made_up_for_other_names(contact: Contact) -> None:
    assert complete(fields(contact)).contact.phonetic_name is None


def test_a_name_that_no_dictionary_knows_is_left_without_a_reading() -> None:
    assert guess_reading(person("龗龗", "驫驫")) is None


def test_a_romanised_name_is_never_made_up() -> None:
    assert complete(fields(person("高橋", "健一"))).contact.romanized_name is None


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.text(max_size=20))
@settings(max_examples=150, deadline=None)
def test_any_contact_can_be_completed(full: str, family: str, given_name: str, mail: str) -> None:
    reading = complete(fields(Contact(full, family, given_name, emails=(mail,)))).contact.phonetic_name
    assert reading is None or reading.strip()
