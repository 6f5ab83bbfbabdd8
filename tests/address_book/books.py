"""Address books as other programs write them; everybody in them is invented."""

from __future__ import annotations

import base64
import io
import quopri

from PIL import Image

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,"
    "Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Website 1 - Label,Website 1 - Value"
)
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,"
    "Name Prefix,Name Suffix,Notes,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
    "Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Organization 1 - Department"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
    "Business State,Business Postal Code,Business Country/Region,Business Fax,Business Phone,Home Phone,Mobile Phone,"
    "Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Web Page"
)
OUTLOOK_JA = (
    "肩書き,名,ミドル ネーム,姓,敬称,会社名,部署,役職,番地 (会社),住所 2 (会社),市町村 (会社),"
    "都道府県 (会社),郵便番号 (会社),"
    "国 (会社)/地域,会社 FAX,会社電話,自宅電話,携帯電話,Web ページ,メモ,姓フリガナ,名前フリガナ,電子メール アドレス,"
    "電子メール 2 アドレス,分類"
)
EIGHT = "会社名,部署名,役職,姓,名,e-mail,郵便番号,住所,TEL会社,TEL部門,TEL直通,Fax,携帯電話,URL,名刺交換日"
SANSAN = (
    "名刺ID,会社名,部署名,役職,氏名,郵便番号(1),住所(1)［全て］,TEL-1(1),FAX(1),携帯電話,Email(1),URL,名刺交換日,タグ,"
    "メモ"
)
CAMCARD = (
    "創建日期,姓名,名字,名字拚音或音標,姓,姓氏拚音或音標,公司1,部門1,職位1,手機1,電話1,傳真1,電子郵件1,網站1,地址1,備註"
)
ICLOUD = (
    "First Name,Last Name,Phonetic First Name,Phonetic Last Name,Company,Job Title,Phone (mobile),Email (work),Notes"
)
GENERIC = "氏名,フリガナ,会社名,部署,役職,電話番号,携帯電話,FAX番号,メールアドレス,郵便番号,住所,備考"

SAITO = {
    "Google Contacts": (GOOGLE, "幸生,,齋藤,ゆきお,,さいとう,,,,,見本商事,部長,営業部,,,,* myContacts ::: 客先,"
        "* Work,saito@example.co.jp,,,Mobile,+819012345678,Work Fax,03-1234-5679,Work,"
        '"〒154-0004\n東京都世田谷区太子堂1-2-3 見本ビル3F",太子堂1-2-3 見本ビル3F,世田谷区,,東京都,154-0004,JP,,'
        "Work,https://www.example.co.jp/"),
    "Google Contacts before 2024": (GOOGLE_OLD, "齋藤 幸生,幸生,,齋藤,,ゆきお,,さいとう,,,,,"
        "* myContacts ::: 客先,* Work,saito@example.co.jp,Mobile,090-1234-5678,,見本商事,部長,営業部"),
    "Outlook": (OUTLOOK, "Mr.,幸生,,齋藤,,見本商事,営業部,部長,太子堂1-2-3 見本ビル3F,世田谷区,東京都,154-0004,日本,"
        "03-1234-5679,,,090-1234-5678,客先,saito@example.co.jp,SMTP,齋藤,,,https://www.example.co.jp/"),
    "Outlook (日本語)": (OUTLOOK_JA, ",幸生,,齋藤,様,見本商事,営業部,部長,太子堂1-2-3,見本ビル3F,世田谷区,東京都,"
        "154-0004,日本,03-1234-5679,,,090-1234-5678,https://www.example.co.jp/,,サイトウ,ユキオ,saito@example.co.jp,,客先"),
    "Eight": (f"{EIGHT},客先", "見本商事,営業部,部長,齋藤,幸生,saito@example.co.jp,154-0004,"
        "東京都世田谷区太子堂1-2-3 見本ビル3F,,,,03-1234-5679,090-1234-5678,https://www.example.co.jp/,2026/11/20,1"),
    "Sansan": (SANSAN, "c77,見本商事,営業部,部長,齋藤 幸生,154-0004,東京都世田谷区太子堂1-2-3 見本ビル3F,,03-1234-5679,"
        "090-1234-5678,saito@example.co.jp,https://www.example.co.jp/,2026-11-20,客先,"),
    "CamCard": (CAMCARD, "2026-11-20 10:00,齋藤幸生,幸生,ユキオ,齋藤,サイトウ,見本商事,営業部,部長,090-1234-5678,,"
        "03-1234-5679,saito@example.co.jp,https://www.example.co.jp/,東京都世田谷区太子堂1-2-3 見本ビル3F,"),
    "iCloud": (ICLOUD, "幸生,齋藤,ゆきお,さいとう,見本商事,部長,090-1234-5678,saito@example.co.jp,"),
    None: (GENERIC, "齋藤　幸生,サイトウ　ユキオ,見本商事,営業部,部長,,090-1234-5678,03-1234-5679,saito@example.co.jp,"
        "〒154-0004,東京都世田谷区太子堂1-2-3 見本ビル3F,"),
}  # fmt: skip
"""Program → its header and one row, which always speaks of the same man."""


def table(program: str | None) -> str:
    """A file of one program with one person."""
    header, row = SAITO[program]
    return f"{header}\r\n{row}\r\n"


def picture() -> bytes:
    """A small JPEG."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), (180, 140, 120)).save(buffer, "JPEG")
    return buffer.getvalue()


def folded_base64(data: bytes) -> str:
    text = base64.b64encode(data).decode("ascii")
    return "\r\n ".join(text[at : at + 70] for at in range(0, len(text), 70))


def quoted(text: str, charset: str) -> str:
    """A quoted-printable value as old telephones write it: soft line ends, every byte that is no ASCII as ``=XX``."""
    return quopri.encodestring(text.encode(charset)).decode("ascii").replace("=\n", "=\r\n")


def telephone() -> bytes:
    """vCard 2.1 of a Japanese telephone: quoted-printable in Shift_JIS, half-width readings as they are."""
    return (
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        f"N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:{quoted('齋藤;幸生', 'cp932')}\r\n"
        "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ｻｲﾄｳ;ﾕｷｵ;;;\r\n"
        "TEL;CELL;VOICE:09012345678\r\nTEL;WORK;FAX:0312345679\r\n"
        f"ORG;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:{quoted('見本商事;営業部', 'cp932')}\r\n"
        f"NOTE;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:{quoted('ゴルフの話を長くした。', 'cp932')}=0D=0A=\r\n"
        "=32=30\r\n"
        f"PHOTO;ENCODING=BASE64;TYPE=JPEG:{folded_base64(picture())}\r\n\r\nEND:VCARD\r\n"
    ).encode("cp932")


IPHONE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.1//EN
N:山田;太郎;;;
FN:太郎 山田
X-PHONETIC-FIRST-NAME:たろう
X-PHONETIC-LAST-NAME:やまだ
ORG:見本商事;営業部;
TITLE:部長
item1.EMAIL;type=INTERNET;type=pref:taro@example.jp
item1.X-ABLabel:_$!<Work>!$_
item2.TEL:03-1234-5678
item2.X-ABLabel:直通
item3.TEL:03-9999-0000
item3.X-ABLabel:秘書
TEL;type=CELL;type=VOICE;type=pref:+81 90-1111-2222
item4.ADR;type=WORK;type=pref:;;太子堂1-2-3 見本ビル3F;世田谷区;東京都;154-0004;日本
item4.X-ABADR:jp
BDAY:1970-01-01
X-SOCIALPROFILE;type=twitter;x-user=yamada:https://twitter.com/yamada
UID:8D6A-iphone
NOTE:メモ\\n二行目
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:見本商店
ORG:見本商店;
X-ABShowAs:COMPANY
TEL;type=MAIN:03-0000-1111
END:VCARD
BEGIN:VCARD
VERSION:3.0
X-ADDRESSBOOKSERVER-KIND:group
N:取引先
FN:取引先
X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:8D6A-iphone
END:VCARD
"""
GOOGLE_VCARD = """\
BEGIN:VCARD
VERSION:3.0
FN:Emma White
N:White;Emma;;Dr.;
EMAIL;TYPE=INTERNET;TYPE=WORK:emma@orchard.example
TEL;TYPE=WORK:+44 20 7946 0018
ORG:Orchard & Sons\\, Ltd.
TITLE:Head of Sales
ADR;TYPE=WORK:;;12 High Street;London;;SW1A 1AA;United Kingdom
CATEGORIES:myContacts,suppliers
END:VCARD
"""
ANDROID = (
    "BEGIN:VCARD\nVERSION:2.1\n"
    f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('佐藤;花子;;;', 'utf-8')}\n"
    f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('佐藤 花子', 'utf-8')}\n"
    f"X-PHONETIC-LAST-NAME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('サトウ', 'utf-8')}\n"
    f"X-PHONETIC-FIRST-NAME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('ハナコ', 'utf-8')}\n"
    "TEL;CELL:080-2222-3333\nX-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Hana;1;;;;;;;;;;;;;\nEND:VCARD\n"
)
VERSION_4 = """\
BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:4444
FN;LANGUAGE=ja;ALTID=1:鈴木 一郎
FN;LANGUAGE=ja-Latn;ALTID=1:Ichiro Suzuki
N;SORT-AS="すずき,いちろう":鈴木;一郎;;;
TEL;VALUE=uri;TYPE="work,voice":tel:+81-3-1234-5678;ext=12
ADR;TYPE=work;LABEL="東京都世田谷区太子堂1-2-3^n見本ビル3F":;;太子堂1-2-3;世田谷区;東京都;154-0004;日本
EMAIL:ichiro@example.jp
END:VCARD
"""
SORTED = "BEGIN:VCARD\nVERSION:3.0\nFN:東海林 太郎\nN:東海林;太郎;;;\nSORT-STRING:しょうじ たろう\nEND:VCARD\n"
