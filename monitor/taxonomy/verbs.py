"""What stands behind a body that issues or speaks, in German, French, Spanish and Russian."""

from __future__ import annotations

import re

BEHIND_OTHERS = re.compile(
    r"(?: ?\([^()\n]{1,60}\))?(?: d[eo]l? [A-ZÀ-Ý]\w{2,20})?"
    r"(?: [A-ZÀ-Ý][\w.-]{2,20}){0,2}(?:,? (?:hat|haben|a|ont|ha|han|am"
    r" [\w.]{1,12}|le [\w.]{1,12}|el [\w.]{1,12}|в [\w.]{1,12}|jeudi|vendredi|lundi|mardi"
    r"|mercredi)){0,3} (?:"
    r"(?:[^.\n]{1,80} )?(?:angekündigt|verhängt|erlassen|beschlossen"
    r"|verabschiedet|ausgesetzt|mitgeteilt)"
    r"|kündigte?t?|teilte?t?|gab|gibt|erklärte?|veröffentlichte?|erließ|erlässt|verhängte?"
    r"|beschloss|beschließt|setzte?|plante?|sagte|schlug|schlägt|genehmigte?|erteilte?|verschärfte?"
    r"|verschob|verschiebt|hebt|hob|will|leitete?|legte?|prüft|prüfte|erwägt|fordert|warnt|stoppt"
    r"|eröffnet|billigt|fördert|investiert|steigt|kauft|sichert|vergibt|erlaubt|verbietet|verlängert"
    r"|annonc(?:e|é|ent)|publi(?:e|é|ent)|impose?é?|suspend(?:u)?|décid(?:e|é)|adopt(?:e|é)"
    r"|déclar(?:e|é)|indiqu(?:e|é)|précis(?:e|é)|propos(?:e|é)|lanc(?:e|é)|prolong(?:e|é)"
    r"|interdit|approuv(?:e|é)|signé|fixé?e?|ouvre|lève|envisage|accorde|retire|reprend|gèle|durcit"
    r"|autorise|refuse|exige|veut|débloque|investit|annule|taxe|réserve|demande|promet|menace|rejette"
    r"|anunci(?:ó|a|aron)|public(?:ó|a)|impuso|impone|suspendi(?:ó)|suspende|informó|emitió"
    r"|dijo|decidió|aprobó|aprueba|propuso|propone|firmó|prorrogó|declaró|publicado|anunciado|prohíbe"
    r"|sube|eleva|amplía|lanza|abre|exige|fija|anula|cancela|otorga|revoca|pide|advierte|estudia|aplaza"
    r"|объяви(?:л|ла|ло)|сообщи(?:л|ла|ло)|опубликова(?:л|ла|ло)|вв(?:ёл|ел|ела|ело|одит)"
    r"|заяви(?:л|ла|ло)|утверди(?:л|ла|ло)|изда(?:л|ла|ло)|приня(?:л|ла|ло)"
    r"|приостанови(?:л|ла|ло)|предложи(?:л|ла|ло)|подписа(?:л|ла|ло)|продли(?:л|ла|ло)"
    r"|отмени(?:л|ла|ло)|разреши(?:л|ла|ло)|запрети(?:л|ла|ло)|ограничи(?:л|ла|ло)|внесл?[ао]?"
    r"|повыси(?:л|ла|ло)|обнулит|выделит|намерен[оаы]?|расшири(?:л|ла|ло)|планирует)(?!\w)"
)
"""Matches from the end of the body's name on; English and Chinese stand in `issuers`."""
