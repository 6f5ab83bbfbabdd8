"""How often a name printed without a space is cut right, and how often its reading is guessed right.

Run ``python -m tests.benchmarks.name_readings``; about ten seconds, the same figures each time. Names are drawn from
japanese-personal-name-dataset: family names by their bearers, given names alike. "New given names" are spelled from the
syllables of two others, so that no dictionary knows them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from japanese_personal_name_dataset import load_dataset

from cardscan.fields.name_split import split_name
from cardscan.lexicon.names import given_names, surnames
from cardscan.orthography.romaji import kana_to_romaji
from cardscan.orthography.variants import fold_variants
from cardscan.person.complete import guess_reading
from cardscan.records import Contact

COUNT = 3000


def main() -> None:
    """Print the figures."""
    people = list(_people(random.Random(11)))
    cut = sum(_is_cut(family, given) for family, _, given, _ in people) / COUNT
    print(f"cut right, names of the dataset:         {cut:6.1%}")
    fresh = list(_fresh_given_names(random.Random(12), [given for _, _, given, _ in people]))
    cut = sum(_is_cut(family, given) for (family, _, _, _), given in zip(people, fresh, strict=True)) / COUNT
    print(f"cut right, given names in no dictionary: {cut:6.1%}")
    for label, mail in (
        ("no help", "info"),
        ("e-mail family@", "{family}"),
        ("e-mail given.family@", "{given}.{family}"),
    ):
        whole, families, claimed = _readings(people, mail)
        print(f"read right, {label:<21} family {families:6.1%}  whole {whole:6.1%}  mean stated chance {claimed:6.1%}")


def _people(rng: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """Family name, its reading, given name, its reading."""
    men, women, families = load_dataset(kind="org", include_last_names=True)
    given = [(kanji, reading) for names in (men, women) for reading, entry in names.items() for kanji in entry["kanji"]]
    weights = [entry["count"] for entry in families.values()]
    for family in rng.choices(list(families), weights, k=COUNT):
        kanji, reading = rng.choice(given)
        yield family, families[family]["reading"], kanji, reading


def _fresh_given_names(rng: random.Random, names: list[str]) -> Iterator[str]:
    while True:
        pairs = zip(names, rng.sample(names, len(names)), strict=True)
        made = [one[0] + other[-1] for one, other in pairs]
        yield from (name if fold_variants(name) not in given_names() else name[0] + "叡" for name in made)
        return


def _is_cut(family: str, given: str) -> bool:
    found = split_name(family + given)
    return found is not None and (found.family, found.given) == (family, given)


def _readings(people: list[tuple[str, str, str, str]], mail: str) -> tuple[float, float, float]:
    """Shares of whole readings and family names' readings that are right, and the mean stated chance."""
    whole = families = 0
    claimed = 0.0
    for family, family_kana, given, given_kana in people:
        local = mail.format(family=kana_to_romaji(family_kana), given=kana_to_romaji(given_kana))
        guess = guess_reading(Contact(f"{family} {given}", family, given, emails=(f"{local}@example.co.jp",)))
        if guess is not None:
            whole += guess.kana == f"{family_kana} {given_kana}"
            families += guess.kana.split()[0] == family_kana
            claimed += guess.chance
    return whole / COUNT, families / COUNT, claimed / COUNT


if __name__ == "__main__":
    print(f"{len(surnames())} family names, {len(given_names())} given names")
    main()
