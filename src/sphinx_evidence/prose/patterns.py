"""What the meter takes for a remark on sources, a signpost, a passive and a joint.

Patterns err on single sentences; on a book they agree with a count by hand and with a parser within
about three points of a hundred. See ``docs/contributing/writing.md`` for the counts.
"""

from __future__ import annotations

import re

_READ = r"(?:seen|read|found|checked|visible|traced|located|verified|examined)"
_ACCOUNT = r"(?:accounts?|reports?|stor(?:y|ies)|summar(?:y|ies)|versions?|pages?|print)"

SOURCE_REMARK = re.compile(
    "|".join(
        (
            r"\baccording to\b",
            r"\bas (?:\w+ ){0,4}?"
            r"(?:reported|relayed|quoted|printed|cited|summari[sz]ed|described|told|read|seen)\b",
            r"\brelay(?:s|ed|ing)?\b|\b(?:re|mis)print|\brepost|\binferred\b|\bundated\b",
            rf"\b(?:not|never|nor|only) (?:\w+ )?{_READ}\b",
            r"\b(?:was|were|is|are|been) (?:\w+ )?(?:read|seen|looked for|searched)\b",
            r"\b(?:was|were|far as) found\b(?! (?:to|guilty)\b)",
            r"\b(?:no|none|nothing|neither|nobody)\b[^,;.]*\b(?:found|seen|read)\b",
            r"\bread (?:only|in|from|through|by|here|whole|at)\b",
            r"\b(?:what (?:was|is)|what we|we|we have) (?:seen|read|saw|found)\b",
            r"\b(?:cop(?:y|ies)|translations?|excerpts?|abstracts?|summar(?:y|ies)|headlines?|"
            r"originals?|transcripts?|wordings?)\b",
            rf"\b(?:press|news|newspaper|media|agency)(?:'s|’s)? {_ACCOUNT}\b",
            r"\b(?:one|two|a|another|other|three|later) "
            r"(?:accounts?|newspapers?|broadcasters?|outlets?|dail(?:y|ies))\b",
            r"\bknown (?:only |here )?(?:through|from|by|here)\b|\bsecond hand\b",
            rf"\bby (?:an? |the |one |that |its )?(?:[\w-]+(?:['’]s)? ){{0,2}}{_ACCOUNT}\b",
            r"\bun?reconciled\b|\bnot (?:be )?(?:reconciled|compared)\b|\bthis book\b",
        )
    ),
    re.IGNORECASE,
)
"""A remark on how a source was read, who passed it on, or that none was found."""

SIGNPOST = re.compile(
    "|".join(
        (
            r"\b[Tt]his (?:chapter|section|page|part) (?:\w+s|is|has)\b",
            r"\b(?:is|are) (?:also |all )?(?:treated|told|set out|described|listed|discussed|given|"
            r"traced|taken up|covered|argued|shown|explained|compared|named|followed) "
            r"(?:\w+ )?(?:in|under|elsewhere|below|above|there)\b",
            r"\bset out elsewhere\b|\bfollows? below\b",
            r"(?:^|[(;,:] ?|\b[Oo]n \w[\w ]{0,40} )[Ss]ee (?!no\b|how\b|that\b|it\b|them\b)",
            r"\b(?:what|who|how|where|when)\b[^,;.]*,? (?:is|stands?) in [A-Z]",
            r"\b(?:table|chart|list|rows?|figures?) (?:below|above)\b",
            r"\bstands? (?:below|above|in the table|under)\b",
        )
    )
)
"""A sentence that says where something is said."""

JOINT = re.compile(
    r"\b(?:[Bb]ecause|[Ss]o(?! (?:far|many|much|long|called|few)\b)|[Bb]ut|[Aa]lthough|[Tt]hough|"
    r"[Yy]et|[Tt]herefore|[Hh]owever|[Ww]hereas|[Ww]hile|[Uu]nless|[Tt]hus|[Hh]ence|"
    r"[Ss]ince(?! (?:\d|then\b|the\b|at least\b|[A-Z])))\b"
)
"""A word that joins two thoughts."""

_IRREGULAR = """
beaten begun born borne bought bound broken brought built caught chosen cut dealt done drawn
driven fed felt forbidden forgotten found frozen given gone grown heard held hidden hit hurt kept
known laid led left lent lost made meant met overturned paid put read rung said seen sent set shot
shown shut sold sought spent split spoken spread stolen struck swept sworn taken taught thought
thrown told torn understood upheld withdrawn withheld won worn written
"""
_BETWEEN = """
again all already also both either even ever first further later neither never not now often once
only since still then thus usually
"""
PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being) "
    rf"(?:(?:{'|'.join(_BETWEEN.split())}|[a-z]+ly) ){{0,3}}"
    rf"(?:[a-z]{{2,}}ed|{'|'.join(_IRREGULAR.split())})\b"
)
"""A form of *be* with a participle."""
