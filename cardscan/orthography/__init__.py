"""Japanese writing: widths, kana, romanisation, variant kanji, and the forms in which text is compared."""
