from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields import web_address
from tests.fields.card_text import Box, card_text


def urls(*lines: str | tuple[str, Box]) -> list[str]:
    return [candidate.value for candidate in web_address.recognise(card_text(lines)) if candidate.belief > 0.5]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("https://www.example.co.jp/", ["https://www.example.co.jp/"]),
        ("http://www.example.co.jp", ["http://www.example.co.jp"]),
        ("www.example.com", ["https://www.example.com"]),
        ("WWW.EXAMPLE.COM", ["https://www.example.com"]),
        ("example.co.jp", ["https://example.co.jp"]),
        ("URL:example.co.jp/kanda", ["https://example.co.jp/kanda"]),
        ("Web: Example.com", ["https://example.com"]),
        ("W. mihon.example/index.html", ["https://mihon.example/index.html"]),
        ("URL. mihon.ac.jp/", ["https://mihon.ac.jp/"]),
        ("URL/www.example.co.jp", ["https://www.example.co.jp"]),
        ("https://www.mihon.ig.jp", ["https://www.mihon.lg.jp"]),
        ("HP www.example.co.jp", ["https://www.example.co.jp"]),
        ("H.P. www. example. co. jp", ["https://www.example.co.jp"]),
        ("ホームページ https://example.com/ja/", ["https://example.com/ja/"]),
        ("https://example.co.jp/~taro/index.html", ["https://example.co.jp/~taro/index.html"]),
        ("https:/www.example.co.jp", ["https://www.example.co.jp"]),
        ("http//www.example.co.jp", ["http://www.example.co.jp"]),
        ("https:www.example.co.jp", ["https://www.example.co.jp"]),
        ("httpswww.example.co.jp", ["https://www.example.co.jp"]),
        ("ttps://www.example.co.jp", ["https://www.example.co.jp"]),
        ("https://wwwexample.co.jp", ["https://www.example.co.jp"]),
        ("www,example.co.jp", ["https://www.example.co.jp"]),
        ("www example.co.jp", ["https://www.example.co.jp"]),
        ("http://www.example.co.ip", ["http://www.example.co.jp"]),
        ("見本 https://example.com/ 東京", ["https://example.com/"]),
        ("https://mihon.example/", ["https://mihon.example/"]),
        ("www.example.co.jp E-mail info@example.co.jp", ["https://www.example.co.jp"]),
        ("URL:www.example.co.jp TEL:03-1234-5678", ["https://www.example.co.jp"]),
        ("taro@example.co.jp", []),
        ("taro @ example.co.jp", []),
        ("Mihon Co.,Ltd.", []),
        ("Co.Ltd", []),
        ("Ph.D.", []),
        ("St.Luke", []),
        ("U.S.A.", []),
        ("No.1", []),
        ("03.1234.5678", []),
        ("2026.11.20", []),
        ("A.Smith", []),
        ("〒154-0004 東京都", []),
    ],
)
def test_one_line(line: str, expected: list[str]) -> None:
    assert urls(line) == expected


def test_label_and_value_in_boxes_of_their_own() -> None:
    (found,) = web_address.recognise(card_text([("URL", (40, 300, 90, 324)), ("example.co.jp", (120, 300, 320, 324))]))
    assert found.validated
    assert found.belief > 0.95


def test_broken_over_two_lines() -> None:
    found = web_address.recognise(card_text(["https://www.example.", "co.jp/"]))
    assert [(candidate.value, candidate.lines) for candidate in found] == [("https://www.example.co.jp/", (0, 1))]


def test_printed_without_scheme_stays_without_in_the_text() -> None:
    (found,) = web_address.recognise(card_text(["www.example.com"]))
    assert (found.text, found.value) == ("www.example.com", "https://www.example.com")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="htps:/w.,- examplcojp@URLHP\u3042", max_size=40), min_size=1, max_size=3))
def test_no_text_breaks_it(lines: list[str]) -> None:
    for candidate in web_address.recognise(card_text(lines)):
        assert candidate.value.startswith(("http://", "https://"))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["https://", "http://", "https://www.", "www."]),
    st.from_regex(r"[a-z][a-z0-9]{3,10}(-[a-z]{3,6})?", fullmatch=True),
    st.sampled_from(["com", "co.jp", "jp", "or.jp", "co.uk", "de", "example"]),
    st.sampled_from(["", "/", "/ja/", "/shop/kanda"]),
    st.sampled_from(["", "URL ", "HP:", "Web: "]),
)
def test_every_plain_address_comes_back(scheme: str, name: str, ending: str, path: str, label: str) -> None:
    printed = f"{scheme}{name}.{ending}{path}"
    assert urls(label + printed) == [printed if "://" in printed else f"https://{printed}"]
