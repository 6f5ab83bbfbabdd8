from __future__ import annotations

from importlib.resources import files

import pytest

from cardscan.address_book.columns import FIELDS, fold, kind_of_label, map_columns, parse_override
from cardscan.errors import InvalidInput
from tests.address_book import books


def test_every_program_is_recognised_by_its_own_columns() -> None:
    for program, (header, _) in books.SAITO.items():
        mapping = map_columns(header.split(","))
        assert mapping.program == program
        unknown = {column.name for column in mapping.columns if not column.known}
        assert unknown <= {"Nickname", "Birthday", "客先"}, program


def test_the_data_file_says_each_name_once_a_program_and_where_it_is_from() -> None:
    text = files("cardscan.address_book").joinpath("data/columns.txt").read_text(encoding="utf-8")
    for section in text.split("\n[")[1:]:
        title, source, *lines = section.strip().split("\n")
        assert title.endswith("]") and source.startswith("# ") and len(source) > 30, title
        names = [fold(line.split("\t")[0]) for line in lines if "#" not in line.split("\t")[0]]
        assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]


@pytest.mark.parametrize(
    ("header", "name", "field"),
    [
        ("First Name,Last Name,Title,Company,Email", "Title", "titles"),  # in Outlook's own files it is Mr. or Dr.
        (books.OUTLOOK, "Title", "name_prefix"),
        (books.OUTLOOK_JA, "肩書き", "name_prefix"),
        ("氏名,肩書き,会社", "肩書き", "titles"),
        ("ＮＡＭＥ,ｔｅｌ１", "ｔｅｌ１", "phones"),
    ],
)
def test_a_name_means_what_its_program_means(header: str, name: str, field: str) -> None:
    (column,) = [column for column in map_columns(header.split(",")).columns if column.name == name]
    assert (column.target.field, column.known) == (field, True)


def test_columns_with_one_number_belong_together() -> None:
    columns = map_columns(["Phone 1 - Label", "Phone 2 - Value", "Phone 1 - Value"]).columns
    assert [column.target.group for column in columns] == ["1", "2", "1"]


@pytest.mark.parametrize("text", ["会社名", "=organization", "x=", "x=firma", "x=phones:red", "x=address.roof"])
def test_an_override_that_is_none_is_told(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_override(text, {})


def test_an_override_may_use_another_name_of_a_field() -> None:
    name, target = parse_override("御社名=company", {"company": "organization"})
    assert (name, target.field) == ("御社名", "organization")
    assert parse_override("携帯=phones:mobile", {})[1].detail == "mobile"
    assert set(FIELDS) > {target.field}


def test_labels_of_phones() -> None:
    assert [kind_of_label(label) for label in ("携帯", "_$!<WorkFAX>!$_", "Toll-free", "* Mobile", "秘書")] == [
        "mobile", "fax", "tollfree", "mobile", None,
    ]  # fmt: skip
