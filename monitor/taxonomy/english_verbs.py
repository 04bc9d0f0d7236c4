"""What bodies do in English: words that say that one issues or speaks, as parts of patterns."""

from __future__ import annotations

ACTS = (
    "announc(?:es|ed|ing)?|issu(?:es|ed)|publish(?:es|ed)|releas(?:es|ed)|promulgat(?:es|ed)"
    "|impos(?:es|ed)|suspend(?:s|ed)|decid(?:es|ed)|adopt(?:s|ed)|approv(?:es|ed)|sign(?:s|ed)"
    "|launch(?:es|ed)|conven(?:es|ed)|h[eo]lds?|respond(?:s|ed)|propos(?:es|ed)|initiat(?:es|ed)"
    "|requires|tighten(?:s|ed)|ban(?:s|ned)|restrict(?:s|ed)|add(?:s|ed)|unveil(?:s|ed)"
    "|declar(?:es|ed)|confirm(?:s|ed)|den(?:ies|ied)|stress(?:es|ed)|warn(?:s|ed)|urg(?:es|ed)"
    "|call(?:s|ed) (?:on|for)|grant(?:s|ed)|revok(?:es|ed)|repeal(?:s|ed)|lift(?:s|ed)"
    "|postpon(?:es|ed)|extend(?:s|ed)|amend(?:s|ed)|revis(?:es|ed)|finali[sz](?:es|ed)"
    "|hands? out|takes? (?:a )?stake|takes|took|cuts?|clear(?:s|ed)|halt(?:s|ed)|agree[sd]?"
    "|back(?:s|ed)|float(?:s|ed)|offer(?:s|ed)|fault(?:s|ed)|finds|found|regret(?:s|ted)"
    "|repl(?:ies|ied)|prolong(?:s|ed)|weigh(?:s|ed)|consider(?:s|ed)|mull(?:s|ed)|buys|bought"
    "|wants?|wanted|present(?:s|ed)|stud(?:ies|ied)|award(?:s|ed)|charg(?:es|ed)|arrest(?:s|ed)"
    "|seiz(?:es|ed)|limit(?:s|ed)|curb(?:s|ed)|block(?:s|ed)|reject(?:s|ed)|shorten(?:s|ed)"
    "|rais(?:es|ed)|trim(?:s|med)|exempt(?:s|ed)|tax(?:es|ed)|allocat(?:es|ed)|becomes?"
    "|defend(?:s|ed)|dismiss(?:es|ed)|accus(?:es|ed)|threaten(?:s|ed)"
    "|notif(?:ies|ied)|order(?:s|ed)|answer(?:s|ed)|clarif(?:ies|ied)|determin(?:es|ed)"
    "|introduc(?:es|ed)|pass(?:es|ed)|set|sets|seeks|sought|opens|opened|put|puts|places?d?"
    "|plans|goes to|visit(?:s|ed)|inspect(?:s|ed)|affirm(?:s|ed)|rul(?:es|ed)|slap(?:s|ped)"
    "|scrap(?:s|ped)|paus(?:es|ed)|delay(?:s|ed)|unveils|pledg(?:es|ed)|vow(?:s|ed)|presides?d?"
    "|moves? to|(?:will|shall|would|may|is to|are to) (?:impose|issue|introduce|require|suspend"
    "|publish|release|implement|lift|ban|restrict|set|resume|extend|hold|launch|announce|start|begin|review|invest|provide|buy|require)|implement(?:s|ed)"
    "|formulat(?:es|ed)|invit(?:es|ed)|start(?:s|ed)|organi[sz](?:es|ed)"
    "|made an? (?:final|preliminary|announcement|decision|determination)|began|begins"
    "|(?:has|have|had|will|would|shall|may|might|could|is to|are to|plans? to|intends? to)"
    r" (?!been\b|be\b|not be\b|to\b|received\b)\w+|lodges?d?|opts?|opted"
    "|struck|chose|sent|kept|met|paid|made|drew|laid|won|split|threw|withdrew|spent|tells|told|gives|gave"
    "|eas(?:es|ed)|relax(?:es|ed)|probes?d?|summon(?:s|ed)|asks?|asked|widens?|widened|hits back"
    "|vetoe[sd]|fin(?:es|ed)|sanction(?:s|ed)|designat(?:es|ed)|lists|listed|expand(?:s|ed)"
    "|forbids|forbade|bars|barred|caps|capped|doubl(?:es|ed)|hik(?:es|ed)|invok(?:es|ed)"
    "|fund(?:s|ed)|invest(?:s|ed)|lends|lent|drafts?|drafted|reviews?|reviewed|reviv(?:es|ed)"
    "|names|labels|updates|redraws|redrew|rewrites|rewrote|welcomes|locks|fixes|brings|brought"
    "|makes|lets|shuts|stops|leaves|left|hits|calls in|signs up|writes|wrote|picks|folds|scales"
    "|shelv(?:es|ed)|drops|dropped|ends|ended|resum(?:es|ed)|refus(?:es|ed)|files|filed|picks"
    r"|(?:is|are|was|were) (?!being)\w+ing"
    r"|(?!based|related|owned|backed|listed|led|need|funded|sponsored|used)[a-z]{3,}ed"
)
PLURAL = (
    "announce|issue|publish|release|impose|suspend|decide|adopt|approve|sign|launch|hold|propose"
    "|require|tighten|ban|restrict|add|unveil|confirm|deny|warn|urge|grant|revoke|repeal|lift"
    "|postpone|extend|amend|finali[sz]e|cut|clear|halt|agree|back|float|offer|find|buy|want|study"
    "|award|charge|arrest|seize|limit|curb|block|reject|raise|exempt|tax|order|introduce|pass|seek"
    "|open|plan|visit|inspect|rule|pause|delay|pledge|vow|move|start|say|tell|call|ask|probe"
    "|consider|weigh|mull|endorse|set|target|eye|close|stop|shut|push|press|demand|discuss|vote"
)
SPEAKS = (
    r"says?|said|stat(?:es|ed)|not(?:es|ed)|told (?:reporters|a)|pointed out|add(?:s|ed) that"
    r"|to (?:cut|raise|ban|buy|fund|take|set|launch|curb|halt|require|impose|lift|allow|study"
    r"|build|stockpile|offer)|reiterat(?:es|ed)|react(?:s|ed)|comment(?:s|ed)"
)
SECTION = (
    "(?: (?:[a-z]+ ){0,3}(?:bureau|department|office|division|unit|directorate|committee|arm|branch"
    "|panel|team))?"
)
"""A part of a body that stands behind its name: `MOFCOM's export control bureau`."""
ADVERBS = (
    r"(?:[ ,]{1,2}(?:on|in|at|also|has|have|had|was|today|yesterday|jointly|recently|officially"
    r"|formally|just|late|earlier|on its website|in a statement|last|this|week|month|year|again"
    r"|the|mon|tues|wednes|thurs|fri|satur|sun|day|spokes(?:man|woman|person)|minister"
    r"|secretary|official|officials|director|chief|commissioner|president|fact|sheet|statement"
    r"|notice|document|draft|memo|proclamation|filing|paper|order|bill|panel"
    r"|[A-Z][a-zé'-]{1,14}|[0-9]{1,4}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)){0,6}"
)
