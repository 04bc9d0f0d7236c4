"""Words that may stand beside a date in a date line, by language, and what labels mean.

All are as `monitor.dates.line.plain` leaves text: lower case, Latin letters without accents.
"""

from __future__ import annotations

from monitor.dates.names import WEEKDAYS

_LABELS = (
    # en
    "published publish publication posted post date dated time issue issued release released"
    " updated update last modified created added pub first available online edited revised"
    " reviewed filed on at the of as day and morning afternoon evening night"
    # de
    " veroffentlicht erschienen datum stand aktualisiert erstellt am um uhr den vom von der"
    " abend morgen mittag vormittag nachmittag nacht"
    # fr
    " publie publiee le mis mise jour ligne en a date parution modifie du de matin soir apres midi"
    # es
    " publicado publicada fecha publicacion por manana tarde noche madrugada"
    " actualizado actualizada el la las los del h hs horas"
    " hrs hours hr"
    # what points at a weekday: ce vendredi 13 juin
    " this ce cet este diesen dieser diesem этот эту эта"
    # ru
    " опубликовано опубликована дата публикации обновлено размещено добавлено в во г года год от"
    " время вечером утром днем ночью"
    # zh
    " 发布时间 发布日期 发文日期 发布 发表时间 发表于 发布于 发表 时间 日期 成文日期 公布日期"
    " 印发日期 更新时间 更新于 更新 發布時間 發布日期 發文日期 發佈時間 發佈日期 發布 發佈 發表於"
    " 發佈於 發布於 時間 更新時間 最後更新 最后更新"
    " 更新日期 添加时间 创建时间 公告日期 發文日期 刊登日期 上传时间 发稿时间 信息时间"
    " 录入时间 签发日期"
    " 北京时间 于 於 在"
    # ja ko
    " 公開日 公開日時 公開 掲載日 掲載 配信 発表日 更新日 更新日時 投稿日 日付 発行日 作成日"
    " 最終更新日 最終更新 掲載日時 投稿日時 公表日 更新 の に"
    " 입력 등록 등록일 수정 작성일 게시일 기사입력 기사수정 최종수정 승인 보도일 날짜 송고시간"
    " 발행일 작성일자 등록일자 등록일시 게시일자"
)
NOISE = frozenset([*WEEKDAYS, *_LABELS.split()])
"""Words that may stand beside a date in a date line."""

UPDATE_WORDS = (
    "updat", "modified", "edited", "revised", "reviewed", "aktualisiert", "mis a jour",
    "mise a jour", "modifie", "modific", "actualiza", "geandert", "обновл", "измен", "更新",
    "修改", "수정", "업데이트",
)  # fmt: skip
"""Marks of a label that dates a change, not the publication."""

OTHER_DATE_WORDS = (
    "effective", "in force", "expir", "deadline", "until", "closing", "valid", "in kraft",
    "gultig", "frist", "entree en vigueur", "limite", "vigor", "vigencia", "вступ", "срок",
    "生效", "实施", "施行", "成文", "截止", "有效期", "締切", "期限", "시행", "마감",
)  # fmt: skip
"""Marks of a label that dates something else than the page."""
