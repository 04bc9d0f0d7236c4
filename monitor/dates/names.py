"""Words that stand in dates: months, weekdays, labels, halves of the day, by language.

All are as `monitor.dates.plain` leaves text: lower case, Latin letters without accents.
"""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


_MONTHS = (
    "january jan janvier janv januar jan. enero ene gennaio gen janeiro январь января янв janner",
    "february feb fevrier fevr fev februar febrero febbraio fevereiro февраль февраля фев feber",
    "march mar mars marz maerz mrz marzo marco март марта мар",
    "april apr avril avr abril abr aprile апрель апреля апр",
    "may mai mayo maggio mag maio май мая",
    "june jun juin juni junio giugno giu junho июнь июня июн",
    "july jul juillet juil juli julio luglio lug julho июль июля июл",
    "august aug aout agosto ago август августа авг",
    "september sept sep septembre septiembre setiembre settembre setembro set сентябрь"
    " сентября сент сен",
    "october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт",
    "november nov novembre noviembre novembro ноябрь ноября нояб ноя",
    "december dec decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек",
)
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
"""Month names and their usual short forms to 1..12."""

_WEEKDAYS = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday "
    "sat"
    " sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag "
    "sonnabend sa"
    " sonntag so lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim"
    " mar lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom"
    " понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
    " понедельника среду пятницу субботу"
)
_CJK_WEEKDAYS = [
    *(f"{prefix}{day}" for prefix in ("星期", "周", "週", "礼拜") for day in "一二三四五六日天"),
    *(f"{day}{suffix}" for suffix in ("", "曜", "曜日") for day in "月火水木金土日"),
    *(f"{day}{suffix}" for suffix in ("", "요일") for day in "월화수목금토일"),
]
_LABELS = (
    # en
    "published publish publication posted post date dated time issue issued release released"
    " updated update last modified created added pub first available online edited revised "
    "reviewed on at"
    " the of as day and"
    # de fr es ru
    " veroffentlicht erschienen datum stand aktualisiert am um uhr den vom von der publie "
    "publiee"
    " le mis mise jour ligne en a date parution modifie du de publicado publicada fecha"
    " publicacion"
    " actualizado actualizada el las los del h hs horas hrs hours hr опубликовано "
    "опубликована"
    " дата публикации обновлено размещено в г года год от время"
    # zh
    " 发布时间 发布日期 发文日期 发布 发表时间 发表于 发表 时间 日期 成文日期 公布日期 "
    "印发日期 更新时间 更新"
    " 發布時間 發布日期 發文日期 發佈時間 發佈日期 發布 發佈 發表於 時間 更新時間 上传时间 "
    "发稿时间 信息时间"
    " 录入时间 签发日期 北京时间 于 於 在"
    # ja ko
    " 公開日 公開日時 公開 掲載日 掲載 配信 発表日 更新日 更新日時 投稿日 日付 発行日 作成日 "
    "最終更新日"
    " 입력 등록 등록일 수정 작성일 게시일 기사입력 기사수정 최종수정 승인 보도일 날짜 "
    "송고시간 발행일"
)
NOISE = frozenset([*_WEEKDAYS.split(), *_CJK_WEEKDAYS, *_LABELS.split()])
"""Words that may stand beside a date in a date line."""

UPDATE_WORDS = (
    "updat", "modified", "edited", "revised", "reviewed", "aktualisiert", "mis a jour",
    "mise a jour", "modifie", "actualizad", "обновл", "更新", "修改", "수정",
)  # fmt: skip
"""Marks of a label that dates a change, not the publication."""

MORNINGS = ("am", "a.m.", "a.m", "上午", "午前", "오전", "凌晨", "早上", "清晨", "今晨")
AFTERNOONS = ("pm", "p.m.", "p.m", "下午", "午後", "오후", "晚上", "晚间", "傍晚", "夜", "中午")

UNITS: dict[str, str] = {
    **dict.fromkeys(
        _words(
            "second seconds sec secs sekunde sekunden seconde secondes segundo segundos "
            "секунд"
            " секунду секунды 秒 秒钟 초"
        ),
        "second",
    ),
    **dict.fromkeys(
        _words(
            "minute minutes min mins minuten minuto minutos минут минуту минуты мин 分钟 分鐘 分 분"
        ),
        "minute",
    ),
    **dict.fromkeys(
        _words(
            "hour hours hr hrs h stunde stunden std heure heures hora horas час часа часов ч "
            "小时"
            " 小時 个小时 個小時 時間 시간"
        ),
        "hour",
    ),
    **dict.fromkeys(
        _words("day days d tag tage tagen jour jours dia dias день дня дней 天 日 일"), "day"
    ),
    **dict.fromkeys(
        _words(
            "week weeks wk woche wochen semaine semaines semana semanas неделю недели недель "
            "周 週"
            " 星期 个星期 週間 주"
        ),
        "week",
    ),
    **dict.fromkeys(
        _words(
            "month months monat monaten monate mois mes meses месяц месяца месяцев 个月 個月 "
            "か月"
            " ヶ月 カ月 개월 달"
        ),
        "month",
    ),
    **dict.fromkeys(
        _words("year years yr yrs jahr jahre jahren an ans ano anos год года лет 年 년"), "year"
    ),
}
"""Words for a span of time, in the forms that «ago» takes."""

ONES = frozenset(
    _words("a an one einer einem eine ein une un una uno один одну одна 一 한"),
)
"""Words for one before a unit."""

DAY_WORDS: dict[str, int] = {
    **dict.fromkeys(
        _words("today 今天 今日 本日 今 오늘 heute aujourd'hui hoy сегодня this morning"), 0
    ),
    **dict.fromkeys(_words("yesterday 昨天 昨日 어제 gestern hier ayer вчера"), -1),
    **dict.fromkeys(
        _words("前天 一昨日 おととい 그제 그저께 vorgestern avant-hier anteayer позавчера"), -2
    ),
}
"""Words for a day by its distance from today."""
