"""How one Japanese card writes things: labels, dashes, full-width digits, ways of giving numbers and addresses."""

from __future__ import annotations

import random
from dataclasses import dataclass

from samples.drawing.numbers import JAPANESE_FORMATS, KANJI_DIGITS, in_kanji, write_japanese
from samples.drawing.places import Place

_LABELS = (
    "TEL|FAX|携帯|E-mail|URL|直通|フリーダイヤル",
    "TEL|FAX|Mobile|E-mail|URL|Direct|Toll Free",
    "TEL.|FAX.|MOBILE.|E-MAIL.|URL.|DIRECT.|FREE DIAL.",
    "Tel|Fax|Mobile|Mail|Web|Direct|Free",
    "Tel.|Fax.|Mob.|E-mail|HP|直通|フリーダイヤル",
    "T|F|M|E|W|D|FD",
    "T.|F.|M.|E.|W.|D.|FD.",
    "電話|FAX|携帯|メール|HP|直通|フリーダイヤル",
    "電話番号|ファックス|携帯電話|Ｅメール|ホームページ|直通電話|フリーダイヤル",
    "Phone|Fax|Mobile|Email|Website|Direct|Toll-free",
    "phone|fax|mobile|mail|web|direct|free",
    "ＴＥＬ|ＦＡＸ|携帯|Ｅ－ｍａｉｌ|ＵＲＬ|直通|フリーダイヤル",
    "TEL|FAX|携帯|||直通|フリーダイヤル",
    "Tel|Fax|Cell|||Direct|Free Dial",
    "☎|FAX|携帯|✉|HP|直通|フリーダイヤル",
    "℡|FAX|携帯|Mail|URL|直通|フリーダイヤル",
    "TEL／|FAX／|携帯／|E-mail／|URL／|直通／|フリーダイヤル／",
    "||||||",
    "（代）|FAX|（携帯）|||（直）|",
)
_KEYS = ("tel", "fax", "mobile", "email", "url", "direct", "toll_free")
_PLAIN_COLONS = (" ", " ", ":", ": ", "：", "　", " : ", "")


@dataclass(frozen=True)
class Manner:
    """One card's way of writing.

    Attributes:
        labels: Label by kind of line; "" where the card has none.
        colon: What stands between a label and its value when both are set in one run.
        columns: Whether labels are set in a column of their own.
        phone: Form of telephone numbers, one of ``JAPANESE_FORMATS``.
        wide: Full-width digits.
        abroad: Numbers in international form.
        postal_mark: Form of the postal code.
        street: How numbers of an address are written: ``hyphen``, ``chome``, ``kanji_chome`` or ``half_chome``.
        dash: Dash between numbers of an address.
        tel_fax_together: Whether telephone and fax share a row.
        scheme: What stands before web addresses.
        switchboard: What stands after the main number.
        prefecture: Whether the prefecture is named.
    """

    labels: dict[str, str]
    colon: str
    columns: bool
    phone: str
    wide: bool
    abroad: bool
    postal_mark: str
    street: str
    dash: str
    tel_fax_together: bool
    scheme: str
    switchboard: str
    prefecture: bool

    def labelled(self, key: str, text: str) -> str:
        """A value with its label in one run."""
        label = self.labels[key]
        if not label:
            return text
        tight = label.endswith(("／", "）"))
        colon = "" if tight else " " if label.endswith(".") or (not self.colon and label[-1].isalnum()) else self.colon
        return f"{label}{colon}{text}"

    def number(self, groups: tuple[str, str, str]) -> str:
        """A telephone number as this card prints it."""
        return write_japanese(
            groups, self.phone, wide=self.wide, abroad=self.abroad and groups[0] not in ("0120", "0800")
        )

    def postal(self, place: Place) -> str:
        """The postal code as this card prints it."""
        code = place.postal
        return self.postal_mark.format(_widen(code) if self.wide else code)

    def street_text(self, place: Place) -> str:
        """Prefecture, city, town and numbers as this card prints them."""
        numbers = street_numbers(place, self.street, self.dash)
        prefecture = place.prefecture if self.prefecture else ""
        return f"{prefecture}{place.city}{place.town}{_widen(numbers) if self.wide else numbers}"

    def building_text(self, place: Place) -> str:
        """Building and floor as this card prints them."""
        gap = "" if place.floor.endswith(("階", "号室")) and place.building[-1] > "\u3000" else " "
        return f"{place.building}{gap}{place.floor}".strip()


def draw_manner(rng: random.Random, *, icons: bool = False) -> Manner:
    """A way of writing, with the frequent ways most often; ``icons`` leaves all labels to drawn signs."""
    labels = dict(zip(_KEYS, (rng.choice(_LABELS) if not icons else "||||||").split("|"), strict=True))
    if not any(labels.values()) and not icons:
        labels["fax"] = "FAX"
    wide = rng.random() < 0.06
    return Manner(
        labels=labels,
        colon=rng.choice(_PLAIN_COLONS),
        columns=rng.random() < 0.3,
        phone=JAPANESE_FORMATS[0] if wide else rng.choice(JAPANESE_FORMATS),
        wide=wide,
        abroad=rng.random() < 0.05,
        postal_mark=rng.choice(["〒{}"] * 8 + ["〒 {}", "{}", "（〒{}）", "〒{}　"]),
        street=rng.choice(["hyphen"] * 7 + ["chome", "chome", "kanji_chome", "half_chome"]),
        dash=rng.choice(["-"] * 8 + ["−", "‐", "–", "ー", "－", "の"]),
        tel_fax_together=rng.random() < 0.45,
        scheme=rng.choice(["https://", "https://", "http://", "", "", ""]),
        switchboard="" if labels["tel"] == "（代）" else rng.choice([""] * 7 + ["（代）", "（代表）", "(代)", "㈹"]),
        prefecture=rng.random() < 0.82,
    )


def _widen(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def street_numbers(place: Place, style: str, dash: str) -> str:
    """An address's numbers: 3-12-5, 3丁目12番5号, 三丁目12番5号 or 3丁目12-5; without 丁目 841-6, 841番地6."""
    first, *rest = place.blocks
    if style == "hyphen":
        return (dash if dash != "の" else "-").join(str(n) for n in place.blocks)
    if not place.chome:
        return f"{first}番地{''.join(f'{dash}{n}' if dash == 'の' else str(n) for n in rest)}"
    head = f"{KANJI_DIGITS[first]}丁目" if style == "kanji_chome" else f"{first}丁目"
    if style == "half_chome":
        return head + "-".join(str(n) for n in rest)
    return head + (f"{rest[0]}番{rest[1]}号" if len(rest) == 2 else f"{rest[0]}番地")


def kanji_number(value: int) -> str:
    """A number below 10,000 in kanji with 十, 百 and 千: 312 → 三百十二."""
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("" if digit == 1 and sign else KANJI_DIGITS[digit]) + sign
    return text


def vertical_street(place: Place, *, positional: bool, dash: str) -> str:
    """Prefecture to number for vertical text; ``positional`` writes 三―一二―五, else 三丁目十二番五号."""
    numbers = [in_kanji(str(n), dash) if positional else kanji_number(n) for n in place.blocks]
    street = f"{place.prefecture}{place.city}{place.town}"
    if positional:
        return street + dash.join(numbers)
    if not place.chome:
        return f"{street}{numbers[0]}番地{'の' + numbers[1] if len(numbers) > 1 else ''}"
    return (
        street + numbers[0] + "丁目" + (f"{numbers[1]}番{numbers[2]}号" if len(numbers) == 3 else f"{numbers[1]}番地")
    )


def vertical_building(place: Place) -> str:
    """Building and floor for vertical text, with kanji numerals: 第一見本ビル五階."""
    floor = place.floor.translate({ord("F"): "階", ord("Ｆ"): "階"})
    if floor.startswith("B"):
        floor = "地下" + floor[1:]
    digits = "".join(ch for ch in floor if ch.isdigit())
    numeral = in_kanji(digits, "") if len(digits) > 2 else kanji_number(int(digits)) if digits else ""
    return place.building + floor.replace(digits, numeral) if digits else place.building + floor
