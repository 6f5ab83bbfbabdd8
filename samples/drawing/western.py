"""Invented people of English-speaking countries and Germany: names, firms, posts, addresses, numbers."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from samples.drawing import numbers
from samples.drawing.people import ascii_fold
from samples.drawing.sheet import Value

_NAMES: dict[str, tuple[str, str]] = {
    "US": (
        "Emily James Olivia Michael Sarah David Jessica Daniel Ashley Christopher Maria Kevin Rachel "
        "Anthony Tiffany Luis Priya Hannah Jamal Grace Ethan",
        "Johnson Williams Garcia Miller Davis Rodriguez Wilson Anderson Thomas Moore Lee Thompson Nguyen "
        "Walker Young Hernandez King O'Brien Schwartz Kowalski McAllister",
    ),
    "GB": (
        "Oliver Charlotte Harry Amelia George Isla Alistair Fiona Rupert Siobhán Gareth Imogen Nigel Philippa",
        "Taylor Evans Hughes Clarke Wright Robinson Hall Fitzgerald MacDonald Armitage Whitcombe "
        "Smith-Jones Llewellyn Ainsworth",
    ),
    "CA": (
        "Liam Chloé Noah Geneviève Étienne Madison Logan Aaliyah Mathieu",
        "Tremblay Roy Gagnon MacKenzie Bouchard Singh Campbell Côté Fraser",
    ),
    "AU": (
        "Jack Matilda Lachlan Georgia Bruce Kylie Angus Zoe",
        "Kelly Nguyen Murphy Harris Bennett Papadopoulos Cooper O'Sullivan Marsh",
    ),
    "SG": (
        "Wei Ling|Jun Hao|Hui Min|Kai Xiang|Siti Nurhaliza|Arvind|Rachel|Benjamin".replace("|", "\t"),
        "Tan Lim Ng Koh Goh Teo Wong Rahman Pillai Chua",
    ),
    "IN": (
        "Rajesh Ananya Vikram Priyanka Arjun Deepika Sanjay Meera Karthik Lakshmi",
        "Sharma Patel Iyer Reddy Banerjee Krishnamurthy Gupta Nair Deshpande Kapoor",
    ),
    "DE": (
        "Jörg Anke Matthias Katharina Stefan Ulrike Jürgen Sabine Moritz Grit",
        "Müller Schmidt Weiß Krüger Schäfer Hoffmann von Bergen Köhler Vogt Lindemann".replace(
            "von Bergen", "von\u00a0Bergen"
        ),
    ),
}
_CITIES = {
    "US": (
        "San Francisco, CA 94103|New York, NY 10016|Austin, TX 78701|Boston, MA 02110|Seattle, WA 98101|"
        "Chicago, IL 60606|Denver, CO 80202|Portland, OR 97205|Atlanta, GA 30303|Miami, FL 33131|"
        "San Jose, CA 95113-2301"
    ),
    "GB": (
        "London EC2A 4NE|London, W1D 3QF|Manchester M2 6AG|Bristol BS1 5TR|Edinburgh EH2 2LR|Leeds LS1 4AP|"
        "Cambridge CB2 1TN|Birmingham, B3 2HJ"
    ),
    "CA": (
        "Toronto, ON M5H 2N2|Vancouver, BC V6B 1A9|Montréal, QC H3B 4W8|Ottawa, Ontario K1P 5Z9|Calgary, AB T2P 3G7"
    ),
    "AU": "Melbourne VIC 3000|Sydney NSW 2000|Brisbane QLD 4000|Perth WA 6000|Adelaide, SA 5000",
    "SG": "Singapore 079903|Singapore 018956|Singapore 238823|Singapore 149544",
    "IN": ("Bengaluru 560001|Mumbai, Maharashtra 400001|Gurugram, Haryana 122015|Chennai 600002|Pune - 411001"),
    "DE": "10117 Berlin|80331 München|20095 Hamburg|60311 Frankfurt am Main|50667 Köln",
}
_CODES = {
    "US": r"\d{5}(?:-\d{4})?$",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$",
    "CA": r"[A-Z]\d[A-Z] \d[A-Z]\d$",
    "AU": r"\d{4}$",
    "SG": r"\d{6}$",
    "IN": r"\d{6}$",
    "DE": r"^\d{5}",
}
_STREETS = {
    "US": (
        "Market Street|Mission St.|Lexington Avenue|Congress Ave|Fremont St|Broadway|W Adams Street|"
        "Peachtree Rd NE|SW 5th Avenue|Pine Ridge Drive|Harbor Blvd"
    ),
    "GB": ("King Street|Curtain Road|Old Market Lane|Queen Square|Park Row|Hill Road|St. Andrew's Street|Mill Lane"),
    "CA": "Queen Street West|Granville St|rue Sainte-Catherine O|Sparks Street|7 Avenue SW",
    "AU": "Collins Street|George Street|Queen St|St Georges Terrace|Pirie Street",
    "SG": "Anson Road|Orchard Road|Science Park Drive|Robinson Road",
    "IN": "MG Road|Linking Road|Residency Road|Anna Salai|Udyog Vihar Phase IV",
    "DE": "Friedrichstraße|Leopoldstr.|Am Sandtorkai|Hauptstraße|Neue Mainzer Straße",
}
_COUNTRIES = {
    "US": "USA",
    "GB": "United Kingdom",
    "CA": "Canada",
    "AU": "Australia",
    "SG": "",
    "IN": "India",
    "DE": "Germany",
}
_FORMS = {
    "US": "Inc.|, Inc.|LLC|Corp.|& Co.|Corporation||Group|, LLC|LLP",
    "GB": "Ltd|Ltd.|Limited|plc|LLP||Group",
    "CA": "Inc.|Ltd.|Corp.|",
    "AU": "Pty Ltd|Pty. Ltd.|",
    "SG": "Pte. Ltd.|Pte Ltd|",
    "IN": "Pvt. Ltd.|Private Limited|Limited|",
    "DE": "GmbH|AG|GmbH & Co. KG|UG|e.V.",
}
_STEMS = (
    "Harborline|Northwind|Bluepeak|Cedar & Stone|Quantive|Brightwater|Summit Ridge|Lumen|Ironbridge|"
    "Pinecrest|Veritas|Apex|Redwood|Greenleaf|Silver Fern|Meridian|Cobalt|Oakhurst|Stellar|Foxglove|"
    "Millstone|Kestrel|Wavelength|Juniper|Tidewater|Arcadia|Paragon|Halcyon"
)
_TRADES = (
    "Technologies|Consulting|Partners|Robotics|Design Studio|Law|Analytics|Logistics|Real Estate|"
    "Architects|Foods|Capital|Software|Engineering|Media|Health|Solutions|Interiors|Biosciences|Energy|"
    "Coffee Roasters|Photography|University|Systems|Bakery|Construction"
)
_TITLES = (
    "Senior Account Executive|Chief Executive Officer|CEO & Co-Founder|Software Engineer|"
    "Senior Software Engineer|Marketing Manager|VP of Sales|Vice President, Business Development|"
    "Managing Director|Product Designer|Creative Director|Associate|Partner|Head of Operations|"
    "Regional Sales Manager|Principal Consultant|Research Scientist|Professor of Chemistry|"
    "Assistant Professor|Project Manager|Real Estate Agent|Financial Advisor|Photographer|Owner|Founder|"
    "Customer Success Manager|Human Resources Director|Attorney at Law|Architect|Data Scientist|"
    "Chief Technology Officer|Executive Assistant|Director of Engineering|Branch Manager|"
    "Registered Nurse|Business Analyst"
)
_DEPARTMENTS = (
    "Sales & Marketing|Research and Development|Human Resources|Corporate Communications|"
    "Enterprise Solutions Group|Department of Chemistry|Engineering Division|Cloud Infrastructure|"
    "Business Development|International Operations|Finance Department|School of Medicine|"
    "Customer Experience|Legal Department|Product Team|Digital Media Division"
)
_CREDENTIALS = "Ph.D.|MBA|PhD|CPA|P.E.|MD|Esq.|PMP|CFA|AIA|M.Sc.|RN"
_SLOGANS = (
    "Building tomorrow, together.|Precision in every detail|Ideas that move|Your home. Our passion.|"
    "Simply smarter software|Crafted with care since 1974|Advisory · Audit · Tax|People first|"
    "Design / Build / Deliver|Where data meets decisions|Fresh. Local. Daily."
)


@dataclass(frozen=True)
class WesternIdentity:
    """All that may stand on one person's English card.

    Attributes:
        name: As printed, with title and credentials.
        name_value: What counts as the name.
        credentials: Credentials after the name, such as ``Ph.D.``.
        company: Firm.
        word: The firm's name without its legal form, for marks.
        title: Post.
        department: Department, "" where none is named.
        lines: Address, line by line.
        postal: Postal code within the address.
        tel: Office number, "" where there is none.
        direct: Direct line, "" where there is none.
        mobile: Mobile number, "" where there is none.
        fax: Fax number, "" where there is none.
        extension: Extension, "" where there is none.
        email: E-mail address.
        url: Web address without scheme, "" where there is none.
        slogan: A sentence under the firm.
        extras: Names on social networks, licences, hours: what is no field.
        profile: A web page on a social network, which counts as a web address; mostly "".
    """

    name: str
    name_value: Value
    credentials: tuple[str, ...]
    company: str
    word: str
    title: str
    department: str
    lines: tuple[str, ...]
    postal: str
    tel: str
    direct: str
    mobile: str
    fax: str
    extension: str
    email: str
    url: str
    slogan: str
    extras: tuple[str, ...]
    profile: str

    @property
    def address(self) -> str:
        """The address in one line."""
        return ", ".join(line.rstrip(",") for line in self.lines)

    @property
    def characters(self) -> str:
        """Everything that may be printed, for the choice of a face."""
        parts = [
            self.name,
            self.company,
            self.title,
            self.department,
            *self.lines,
            self.slogan,
            *self.extras,
            self.email,
            self.url,
            self.profile,
        ]
        return "".join(parts) + self.name.upper() + "0123456789+-.()/:|·•@#TFMEWD"


def _name(rng: random.Random, country: str) -> tuple[str, str, str]:
    given_names, family_names = _NAMES[country]
    given = rng.choice(given_names.split("\t") if "\t" in given_names else given_names.split(" "))
    family = rng.choice(family_names.split(" ")).replace("\u00a0", " ")
    if country == "SG" and " " in given:
        return given, family, f"{family} {given}"
    kind = rng.random()
    if kind < 0.18:
        return given, family, f"{given} {rng.choice('ABCDEFGHJKLMRSTW')}. {family}"
    if kind < 0.22:
        return given, family, f"{given[0]}. {rng.choice('ABCDEFGHJKLMRSTW')}. {family}"
    if kind < 0.25:
        return given, family, f"{given} {family} {rng.choice(['Jr.', 'III', 'Jr.'])}"
    return given, family, f"{given} {family}"


def _address(rng: random.Random, country: str) -> tuple[tuple[str, ...], str]:
    city = rng.choice(_CITIES[country].split("|"))
    match = re.search(_CODES[country], city)
    if match is None:
        raise ValueError(f"{city!r} has no postal code")
    street, house = rng.choice(_STREETS[country].split("|")), rng.randint(2, 980)
    if country == "DE":
        first = f"{street} {house % 190 + 1}"
    elif country == "SG":
        first = f"{house % 90 + 1} {street} #{rng.randint(2, 40):02d}-{rng.randint(1, 30):02d}"
    else:
        first = f"{house} {street}"
    unit = {
        "US": ["Suite {}00", "Ste {}10", "{}th Floor", "#{}02", "Floor {}"],
        "GB": ["Unit {}", "{}th Floor", "Floor {}"],
        "CA": ["Suite {}10", "Unit {}"],
        "AU": ["Level {}", "Suite {}.02"],
        "IN": ["Plot No. {}", "{}th Floor, Tower B"],
    }.get(country, [])
    lines = [first]
    if unit and rng.random() < 0.5:
        text = rng.choice(unit).format(rng.randint(4, 19))
        lines = (
            [f"{first}, {text}"]
            if country in ("US", "CA") and rng.random() < 0.6
            else [text, first]
            if country in ("GB", "AU", "IN")
            else [first, text]
        )
    lines.append(city)
    if _COUNTRIES[country] and rng.random() < 0.3:
        lines.append(_COUNTRIES[country])
    if rng.random() < 0.2 and len(lines) > 1:
        lines = [", ".join(lines)]
    return tuple(lines), match[0]


def draw_western(rng: random.Random) -> WesternIdentity:
    """An invented person from one of seven countries."""
    country = rng.choices(list(_NAMES), (40, 18, 8, 8, 8, 9, 9))[0]
    given, family, plain = _name(rng, country)
    credentials: tuple[str, ...] = ()
    name, value = plain, plain
    kind = rng.random()
    if kind < 0.08:
        name = value = f"{rng.choice(['Dr.', 'Dr', 'Prof.', 'Dr.'])} {plain}"
    elif kind < 0.22:
        credentials = tuple(rng.sample(_CREDENTIALS.split("|"), rng.choice([1, 1, 2])))
        name = f"{plain}, {', '.join(credentials)}"
    stem, trade = rng.choice(_STEMS.split("|")), rng.choice(_TRADES.split("|"))
    word = f"{stem} {trade}" if rng.random() < 0.75 else stem
    form = rng.choice(_FORMS[country].split("|"))
    company = f"{word}{'' if form.startswith(',') else ' '}{form}".strip()
    host = ascii_fold(stem if rng.random() < 0.6 else word.replace("&", "and"))[:20]
    suffix = {"GB": "co.uk", "DE": "de", "AU": "com.au", "CA": "ca", "SG": "com.sg", "IN": "in", "US": "com"}[country]
    domain = rng.choice(
        [
            f"{host}.example.com",
            f"{host}-demo.{suffix}",
            f"{host}-demo.com",
            f"{host}.example",
            f"{host}demo.io",
            f"{host}-demo.{suffix}",
            f"{host}-demo.net",
            f"{host}-demo.org",
        ]
    )
    lines, postal = _address(rng, country)
    form_number = rng.randint(0, 11)

    def phone(*, cell: bool = False) -> str:
        return numbers.western(rng, country, cell=cell, form=form_number)

    first, last = ascii_fold(given), ascii_fold(family)
    local = rng.choice(
        [
            f"{first}.{last}",
            f"{first[0]}{last}",
            f"{first}",
            f"{first}_{last}",
            f"{last}",
            f"{first}{last[0]}",
            "hello",
            f"{first}.{last}",
        ]
    )
    extras = []
    if rng.random() < 0.16:
        extras.append(
            rng.choice(
                [
                    f"@{host}",
                    f"Twitter: @{host}",
                    f"X @{first}{last}",
                    f"Instagram @{host}.studio",
                    f"Skype: {first}.{last}",
                ]
            )
        )
    if rng.random() < 0.1:
        extras.append(
            rng.choice(
                [
                    "Lic. #01234567",
                    "CA DRE #01987654",
                    "Mon–Fri 9am–5pm",
                    "Company Reg. No. 09876543",
                    "VAT GB 123 4567 89",
                    "Member FDIC",
                    "NMLS ID 445566",
                ]
            )
        )
    has_tel = rng.random() < 0.86
    has_mobile = rng.random() < 0.55 or not has_tel
    return WesternIdentity(
        name=name,
        name_value=value if not credentials else (plain, name),
        credentials=credentials,
        company=company,
        word=word,
        title=rng.choice(_TITLES.split("|")),
        department=rng.choice(_DEPARTMENTS.split("|")) if rng.random() < 0.38 else "",
        lines=lines,
        postal=postal,
        tel=phone() if has_tel else "",
        direct=phone() if has_tel and rng.random() < 0.14 else "",
        mobile=phone(cell=True) if has_mobile else "",
        fax=phone() if rng.random() < 0.35 else "",
        extension=str(rng.randint(10, 4999)) if has_tel and rng.random() < 0.1 else "",
        email=f"{local}@{domain}",
        url=f"{rng.choice(['www.', 'www.', ''])}{domain}{rng.choice(['', '', '', '/'])}" if rng.random() < 0.85 else "",
        slogan=rng.choice(_SLOGANS.split("|")),
        extras=tuple(extras),
        profile=f"linkedin.com/in/{first}{last}" if rng.random() < 0.06 else "",
    )
