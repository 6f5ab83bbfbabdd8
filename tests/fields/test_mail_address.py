from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields import mail_address
from tests.fields.card_text import Box, card_text


def mails(*lines: str | tuple[str, Box]) -> list[str]:
    found = mail_address.recognise(card_text(lines))
    return [candidate.value for candidate in found if candidate.belief > 0.5]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("taro@example.co.jp", ["taro@example.co.jp"]),
        ("E-mail:taro@example.co.jp", ["taro@example.co.jp"]),
        ("E-mail taro.yamada@example.co.jp", ["taro.yamada@example.co.jp"]),
        ("E-mailtaro@example.co.jp", ["taro@example.co.jp"]),
        ("Email:avery.smith@contoso.com", ["avery.smith@contoso.com"]),
        ("Mail：t-yamada@example.co.jp", ["t-yamada@example.co.jp"]),
        ("メール taro@example.co.jp", ["taro@example.co.jp"]),
        ("E taro@example.com", ["taro@example.com"]),
        ("E:taro@example.com", ["taro@example.com"]),
        ("E.oiwa-ryoya@example.com", ["oiwa-ryoya@example.com"]),
        ("e.oiwa@example.com", ["e.oiwa@example.com"]),
        ("Instagram @mihon.studio", []),
        ("taro . yamada - sato@example.com", ["taro.yamada-sato@example.com"]),
        (f"sot{'_' * 200}o@exa@exampl\x1b/[co.jp", []),
        ("Mobile. 080-4842-3765Mail. ai.hashimoto@mihon.co.jp", ["ai.hashimoto@mihon.co.jp"]),
        ("taro.mail@example.com", ["taro.mail@example.com"]),
        ("hotmail.fan@example.com", ["hotmail.fan@example.com"]),
        ("MOBILE 070(4871)6569sasaki-o@example.com", ["sasaki-o@example.com"]),
        ("taro@mihon.ed.jpwww.mihon.ed.jp", ["taro@mihon.ed.jp"]),
        ("XD@Tht\n.co", ["XD@tht.co"]),
        ("e-mail: tobita.yu mihon.or.jp", ["tobita.yu@mihon.or.jp"]),
        ("mailto:taro@example.com", ["taro@example.com"]),
        ("✉taro@example.com", ["taro@example.com"]),
        ("回 taro@example.com", ["taro@example.com"]),
        ("見本太郎taro@example.com", ["taro@example.com"]),
        ("email@example.com", ["email@example.com"]),
        ("taro＠example．co．jp", ["taro@example.co.jp"]),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", ["taro@example.co.jp"]),
        ("taro @ example . co . jp", ["taro@example.co.jp"]),
        ("taro@example. co.jp", ["taro@example.co.jp"]),
        ("taro@example,co.jp", ["taro@example.co.jp"]),
        ("taro©example.com", ["taro@example.com"]),
        ("taro(at)example.com", ["taro@example.com"]),
        ("taro[at]example.com", ["taro@example.com"]),
        ("taro@example.co.ip", ["taro@example.co.jp"]),
        ("taro@example.cojp", ["taro@example.co.jp"]),
        ("taro@example.corn", ["taro@example.com"]),
        ("taro@example.c0.jp", ["taro@example.co.jp"]),
        ("info@mihon.example", ["info@mihon.example"]),
        ("Taro@EXAMPLE.CO.JP", ["Taro@example.co.jp"]),
        ("taro..yamada@docomo.ne.jp", ["taro..yamada@docomo.ne.jp"]),
        ("TEL 03-1234-5678 taro@example.co.jp", ["taro@example.co.jp"]),
        ("taro@example.com / hanako@example.com", ["taro@example.com", "hanako@example.com"]),
        ("taro@example.co.jp URL www.example.co.jp", ["taro@example.co.jp"]),
        ("a+b@example.com", ["a+b@example.com"]),
        ("@taro_mihon", []),
        ("taro@example", []),
        ("www.example.com", []),
        ("5 @ 100", []),
        ("© 2026 Example", []),
    ],
)
def test_one_line(line: str, expected: list[str]) -> None:
    assert mails(line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["taro.yamada@", "example.co.jp"], "taro.yamada@example.co.jp"),
        (["taro.yamada@example.", "co.jp"], "taro.yamada@example.co.jp"),
        (["taro.yamada", "@example.co.jp"], "taro.yamada@example.co.jp"),
        (["E-mail: taro-", "yamada@example.co.jp"], "taro-yamada@example.co.jp"),
    ],
)
def test_broken_over_two_lines(lines: list[str], expected: str) -> None:
    found = max(mail_address.recognise(card_text(lines)), key=lambda candidate: len(candidate.lines))
    assert (found.value, found.lines) == (expected, (0, 1))


def test_what_needed_repair_is_believed_less() -> None:
    (sound,), (repaired,) = (mail_address.recognise(card_text([line])) for line in ("a@example.com", "a@example.corn"))
    assert sound.validated and not repaired.validated
    assert sound.belief > repaired.belief


def test_the_span_leaves_the_label_and_the_rest_of_the_line() -> None:
    line = "E-mail:taro@example.co.jp TEL 03-1234-5678"
    (found,) = mail_address.recognise(card_text([line]))
    assert found.span is not None
    assert line[slice(*found.span)] == "taro@example.co.jp"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="taro@＠©.,-_ examplcojpE:/（）()wQ\u3042", max_size=40), min_size=1, max_size=3))
def test_no_text_breaks_it(lines: list[str]) -> None:
    for candidate in mail_address.recognise(card_text(lines)):
        assert candidate.value.count("@") >= 1


@settings(max_examples=100, deadline=None)
@given(
    st.from_regex(r"[a-z]{2,8}([._-][a-z0-9]{2,8})?", fullmatch=True),
    st.from_regex(r"[a-z][a-z0-9]{2,10}(-[a-z]{3,6})?", fullmatch=True),
    st.sampled_from(["com", "co.jp", "jp", "ne.jp", "or.jp", "co.uk", "de", "io", "example"]),
    st.sampled_from(["", "E-mail: ", "Mail ", "e-mail:", "メール：", "E "]),
)
def test_every_plain_address_comes_back(local: str, domain: str, ending: str, label: str) -> None:
    assert mails(f"{label}{local}@{domain}.{ending}") == [f"{local}@{domain}.{ending}"]
