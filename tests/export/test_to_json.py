from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cardscan.export.to_json import json_line, person_to_json, reading_to_json
from cardscan.records import Contact, PhotoReading, ReadFailure, Source
from cardscan.store.store import Store
from tests.export.sample_store import SAITO, SURE_OF, card, fill, reading

CONFIDENCE_KEYS = {
    "name", "kana", "romaji", "company", "department", "title", "postal", "address",
    "tel", "fax", "mobile", "email", "url",
}  # fmt: skip


def test_a_reading_is_what_the_contract_says() -> None:
    tokyo = timezone(timedelta(hours=9))
    photo = reading(
        Path("IMG_0001.HEIC"),
        b"bytes",
        card(SAITO, {**SURE_OF, "kana": 0.62}, {"phonetic_name": Source.DICTIONARY}, other=("土日祝対応",)),
        taken=datetime(2026, 11, 20, 19, 31, tzinfo=tokyo),
    )
    told = json.loads(json_line(reading_to_json(photo)))
    assert set(told) == {"file", "taken_at", "width", "height", "error", "cards"}
    assert told["file"] == "IMG_0001.HEIC" and told["taken_at"] == "2026-11-20T19:31:00+09:00"
    assert (told["width"], told["height"], told["error"]) == (320, 200, None)
    (one,) = told["cards"]
    assert set(one) == {"quad", "side", "contact", "confidence", "source", "lines", "codes"}
    assert one["quad"] == [[10.0, 10.0], [300.0, 12.0], [298.0, 180.0], [8.0, 178.0]] and one["side"] == "front"
    assert set(one["contact"]) == {field.name for field in fields(Contact)}
    assert one["contact"]["phones"][0] == {"kind": "work", "number": "+81312345678", "text": "03-1234-5678"}
    assert one["contact"]["addresses"][0]["postal_code"] == "154-0004"
    assert one["contact"]["department"] is None and one["contact"]["socials"] == []
    assert set(one["confidence"]) == CONFIDENCE_KEYS
    assert one["confidence"]["kana"] == 0.62 and one["confidence"]["fax"] is None
    assert one["source"] == {"phonetic_name": "dictionary"}
    assert one["lines"] == [{"text": "土日祝対応", "box": one["quad"], "score": 0.9, "field": "other"}]


def test_a_photo_that_cannot_be_read_gives_its_reason() -> None:
    failure = ReadFailure("truncated", "The file ends early. Copy the photo again.")
    told = reading_to_json(PhotoReading(Path("IMG_\udc83.jpg"), None, failure=failure))
    assert told["error"] == {"code": "truncated", "message": failure.message}
    assert told["cards"] == [] and told["width"] is told["taken_at"] is None
    assert json.loads(json_line(told))["file"] == "IMG_\udc83.jpg"


def test_a_confidence_is_never_rounded_up_to_a_promise() -> None:
    photo = reading(Path("a.jpg"), b"a", card(SAITO, {"name": 0.89996, "tel": 0.9, "email": 0.57}))
    told = reading_to_json(photo)["cards"][0]["confidence"]
    assert (told["name"], told["tel"], told["email"]) == (0.899, 0.9, 0.57)


def test_a_person_comes_out_with_everything(tmp_path: Path) -> None:
    with Store.open(fill(tmp_path / "home")) as store:
        person = store.person("p1")
    told = json.loads(json_line(person_to_json(person)))
    assert told["contact"]["full_name"] == "齋藤 幸生"
    reading_of_name = next(one for one in told["fields"] if one["field"] == "phonetic_name")
    assert reading_of_name["confidence"] == 0.62 and reading_of_name["source"] == "dictionary"
    assert not reading_of_name["confirmed"] and reading_of_name["card"] == "c1"
    (kept,) = told["cards"]
    assert Path(kept["picture"]).is_file() and [line["text"] for line in kept["lines"]] == [
        "相続のご相談承ります",
        "土日祝対応",
    ]
    (encounter,) = told["encounters"]
    assert encounter["event"]["name"] == "異業種交流会" and encounter["met_at"].startswith("2026-11-20T19:31")
    assert [note["text"] for note in told["notes"]] == ["ゴルフ好き。\n12月に見積もりを送る"]
    assert told["tags"] == ["vip"]
