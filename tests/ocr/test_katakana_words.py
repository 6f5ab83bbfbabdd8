from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.ocr.katakana_words import mend_katakana


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("産業振興センタ一3階", "産業振興センター3階"),
        ("有限会社ハ一モ二一交通", "有限会社ハーモニー交通"),
        ("株式会社メ一カ一", "株式会社メーカー"),
        ("アドバイザ一", "アドバイザー"),
        ("マネージャ―", "マネージャー"),
        ("ソリユーシヨンズ", "ソリユーシヨンズ"),
        ("ウエストビル一階", "ウエストビル一階"),
        ("サンタワー三〇一", "サンタワー三〇一"),
        ("アルプス一番地", "アルプス一番地"),
        ("丸八ビル", "丸八ビル"),
        ("千代田区", "千代田区"),
        ("工場長", "工場長"),
        ("株式会社八チ代ファイナンス", "株式会社八千代ファイナンス"),
        ("ハ千代デイサービス", "八千代デイサービス"),
        ("アクティブー級建築士事務所", "アクティブ一級建築士事務所"),
        ("まちづくリ協議会", "まちづくり協議会"),
        ("三カ国", "三カ国"),
        ("坂ロリフォーム(有)", "坂口リフォーム(有)"),
        ("山口リフォーム", "山口リフォーム"),
        ("新宿ロボット", "新宿ロボット"),
        ("三和口ジスティクス", "三和ロジスティクス"),
        ("株式会社工コロジー", "株式会社エコロジー"),
        ("力フェみどり", "カフェみどり"),
        ("山口タクシー", "山口タクシー"),
        ("口コミ", "口コミ"),
        ("広報·宣伝課", "広報・宣伝課"),
        ("採用グループノ主査", "採用グループ/主査"),
        ("リーダーノPMP®", "リーダー/PMP®"),
        ("木ノ下部長", "木ノ下部長"),
        ("イラストエ房 ねこの手", "イラスト工房 ねこの手"),
        ("アーバンコートナニ階", "アーバンコート十二階"),
        ("見本ビルニ階", "見本ビル二階"),
        ("見本ビル十ハ階", "見本ビル十八階"),
        ("第－ビル", "第一ビル"),
        ("Tel · Fax", "Tel · Fax"),
        ("ー心アドバイザリー(株)", "一心アドバイザリー(株)"),
        ("センター一心", "センター一心"),
        ("山ノ内", "山ノ内"),
        ("TEL 03-1234-5678", "TEL 03-1234-5678"),
    ],
)
def test_twins_inside_katakana_words(read: str, printed: str) -> None:
    assert mend_katakana(read) == printed


@given(st.text())
def test_the_length_and_other_scripts_stay(text: str) -> None:
    mended = mend_katakana(text)
    assert len(mended) == len(text)
    if not any("ァ" <= character <= "ヺ" for character in text):
        assert mended == text
