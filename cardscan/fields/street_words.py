"""What streets are called in English and in the English of Asia, as they stand on cards."""

from __future__ import annotations

STREET_WORD = (
    r"Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter"
    r"|Parkway|Pkwy|Highway|Hwy"
    r"|Circle|Cir|Crescent|Cres|Close|Alley|Row|Walk|Mews|Quay|Embankment|Broadway|Plaza|Loop|Trail|Trl|Park"
    r"|Gardens|Grove|Hill|Rise|Wharf"
    r"|Expressway|Esplanade|Parade|Pde|Marg|Nagar|Salai|Lorong|Jalan|Jln|Dori|Avenida|Turnpike|Pike|Route|Rte|Yard"
    r"|Green|Gate|Bypass|Crossing"
)
"""Alternatives for a pattern that ignores case."""
