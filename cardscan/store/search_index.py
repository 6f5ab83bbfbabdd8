"""What the search asks of the store, all within one view of the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cardscan.store.dated import Dated, dated_texts, first_and_last_day
from cardscan.store.full_text import IndexColumn, Question, indexed_values, matching_people, resembling_people
from cardscan.store.ids import IdKind, public_id, row_number
from cardscan.store.indexing import Searchable, searchable_texts
from cardscan.store.summaries import summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.dates.days import Days
    from cardscan.store.records import PersonSummary


class SearchIndex:
    """An open view of the full-text index and of what it was made from; people are named by their public ids."""

    def __init__(self, connection: Connection) -> None:
        """Look through a transaction of ``Store.searching``."""
        self._connection = connection

    def matching(self, question: Question, limit: int) -> list[str]:
        """The people who answer ``question``, the newest first, at most ``limit``."""
        return _ids(matching_people(self._connection, question, limit))

    def resembling(
        self, texts: Sequence[str], columns: Sequence[IndexColumn], question: Question, limit: int
    ) -> list[str]:
        """Of the people who answer ``question`` those who share most pairs of characters with the folded ``texts``."""
        return _ids(resembling_people(self._connection, texts, columns, question, limit))

    def folded(self, person_ids: Sequence[str]) -> dict[str, dict[IndexColumn, list[str]]]:
        """The folded values under which each of these people is found, by column."""
        found = indexed_values(self._connection, _numbers(person_ids))
        return {public_id(IdKind.PERSON, number): values for number, values in found.items()}

    def shown(self, person_ids: Sequence[str]) -> dict[str, list[Searchable]]:
        """The texts of these people as they are shown."""
        found = searchable_texts(self._connection, _numbers(person_ids))
        return {public_id(IdKind.PERSON, number): texts for number, texts in found.items()}

    def known_days(self) -> Days | None:
        """The first and the last day that anything is from or due on; None where nothing has a day."""
        return first_and_last_day(self._connection)

    def dated(self, person_ids: Sequence[str], days: Sequence[Days]) -> dict[str, list[Dated]]:
        """What of these people is from some days or due on them, meetings first."""
        found = dated_texts(self._connection, _numbers(person_ids), days)
        return {public_id(IdKind.PERSON, number): texts for number, texts in found.items()}

    def summaries(self, person_ids: Sequence[str]) -> list[PersonSummary]:
        """These people as lines of a list, in the given order."""
        return summaries(self._connection, _numbers(person_ids))


def _ids(numbers: Sequence[int]) -> list[str]:
    return [public_id(IdKind.PERSON, number) for number in numbers]


def _numbers(person_ids: Sequence[str]) -> list[int]:
    return [row_number(person_id, IdKind.PERSON) for person_id in person_ids]
