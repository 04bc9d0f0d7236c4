"""Names of months and days, halves of the day, units of time and counts, by language.

All are as `monitor.dates.line.plain` leaves text: lower case, Latin letters without accents.
Languages: en de fr es ru zh ja ko in full; it pt nl pl for months, which their pages print in
the same order. Source: the usual spellings and the abbreviations of CLDR 45.
"""

from __future__ import annotations

_MONTHS = (
    "january jan janvier janv januar jan. enero ene gennaio gen janeiro январь января янв janner"
    " januari stycznia",
    "february feb fevrier fevr fev februar febr febrero febbraio fevereiro февраль февраля фев"
    " февр feber februari lutego",
    "march mar mars marz maerz mrz marzo marco март марта мар maart marca",
    "april apr avril avr abril abr aprile апрель апреля апр kwietnia",
    "may mai mayo maggio mag maio май мая mei maja",
    "june jun juin juni junio giugno giu junho июнь июня июн czerwca",
    "july jul juillet juill juil juli julio luglio lug julho июль июля июл lipca",
    "august aug aout agosto ago август августа авг augustus sierpnia",
    "september sept sep septembre septiembre setiembre settembre setembro set сентябрь"
    " сентября сент сен wrzesnia",
    "october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт"
    " pazdziernika",
    "november nov novembre noviembre novembro ноябрь ноября нояб ноя listopada",
    "december dec decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек"
    " grudnia",
)
MONTHS: dict[str, int] = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
"""Month names and their usual short forms to 1..12."""

_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes понедельник понедельника пн",
    "tuesday tue tues dienstag di mardi mar martes вторник вторника вт",
    "wednesday wed mittwoch mi mercredi mer miercoles mie среда среду среды ср",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves jue четверг четверга чт",
    "friday fri freitag fr vendredi ven viernes vie пятница пятницу пятницы пт",
    "saturday sat samstag sonnabend sa samedi sam sabado sab суббота субботу субботы сб",
    "sunday sun sonntag so dimanche dim domingo dom воскресенье воскресенья вс",
)
_CJK_DAYS = (("一", "月", "월"), ("二", "火", "화"), ("三", "水", "수"), ("四", "木", "목"),
             ("五", "金", "금"), ("六", "土", "토"), ("日天", "日", "일"))  # fmt: skip
SPOKEN_WEEKDAYS: dict[str, int] = {
    **{name: day for day, names in enumerate(_WEEKDAYS) for name in names.split()},
    **{
        f"{prefix}{name}": day
        for day, (names, _, _) in enumerate(_CJK_DAYS)
        for name in names
        for prefix in ("星期", "周", "週", "礼拜", "禮拜")
    },
    **{f"{name}{end}": day for day, (_, name, _) in enumerate(_CJK_DAYS) for end in ("曜", "曜日")},
    **{f"{name}요일": day for day, (_, _, name) in enumerate(_CJK_DAYS)},
}
"""Names of weekdays that are told apart without brackets round them, to 0 (Monday)..6."""

WEEKDAYS: dict[str, int] = {
    **SPOKEN_WEEKDAYS,
    **{name: day for day, names in enumerate(_CJK_DAYS) for part in names for name in part},
}
"""All names of weekdays, also 金 and 금, which mean one only beside a date."""

MORNINGS = (
    "am", "a.m.", "a.m", "上午", "午前", "오전", "凌晨", "早上", "清晨", "今晨", "새벽", "아침",
    "de la manana", "de la madrugada", "утра", "ночи",
)  # fmt: skip
AFTERNOONS = (
    "pm", "p.m.", "p.m", "下午", "午後", "오후", "晚上", "晚间", "晚間", "傍晚", "夜", "中午",
    "저녁", "밤", "de la tarde", "de la noche", "вечера", "дня",
)  # fmt: skip

_UNITS = {
    "second": "second seconds sec secs s sekunde sekunden sek seconde secondes segundo segundos seg"
    " секунда секунд секунду секунды сек 秒 秒钟 秒鐘 초",
    "minute": "minute minutes min mins m minuten minuto minutos минута минут минуту минуты мин 分钟"
    " 分鐘 分 분",
    "hour": "hour hours hr hrs h stunde stunden std heure heures hora horas час часа часов ч 小时"
    " 小時 个小时 個小時 钟头 鐘頭 時間 시간",
    "day": "day days d tag tg tage tagen j jour jours dia dias день дня дней дн 天 日 일",
    "week": "week weeks wk wks w wo woche wochen semaine semaines sem semana semanas неделя недели"
    " недель неделю нед 周 週 星期 个星期 個星期 个礼拜 個禮拜 週間 주 주일",
    "month": "month months mo mos monat monaten monate mois mes meses месяц месяца месяцев мес 个月"
    " 個月 か月 ヶ月 カ月 ケ月 箇月 개월 달",
    "year": "year years yr yrs y jahr jahre jahren an ans ano anos год года лет 年 년",
}
UNITS: dict[str, str] = {name: unit for unit, names in _UNITS.items() for name in names.split()}
"""Words for a span of time, in the forms that «ago» takes."""

_COUNTS = (
    "a an one einer einem eine ein une un una uno один одну одна 한",
    "two zwei deux dos два две 两 兩 두",
    "three drei trois tres три 세",
    "four vier quatre cuatro четыре 네",
    "five funf cinq cinco пять 다섯",
    "six sechs seis шесть 여섯",
    "seven sieben sept siete семь 일곱",
    "eight acht huit ocho восемь 여덟",
    "nine neun neuf nueve девять 아홉",
    "ten zehn dix diez десять 열",
    "eleven elf onze once одиннадцать",
    "twelve zwolf douze doce двенадцать",
)
COUNTS: dict[str, float] = {
    name: number for number, names in enumerate(_COUNTS, start=1) for name in names.split()
} | {"半": 0.5, "半个": 0.5, "半個": 0.5}
"""Counts written as words, as they stand before a unit."""

SPANS_IN_WORDS: dict[str, str] = {
    "half an hour": "30 min", "half hour": "30 min", "einer halben stunde": "30 min",
    "une demi-heure": "30 min", "media hora": "30 min", "полчаса": "30 мин", "반시간": "30 분",
    "하루": "1 일", "이틀": "2 일", "사흘": "3 일", "나흘": "4 일", "닷새": "5 일", "엿새": "6 일",
    "이레": "7 일", "열흘": "10 일", "보름": "15 일", "일주일": "1 주",
    "a couple of": "2", "couple of": "2", "un par de": "2", "пару": "2", "quinze jours": "15 jours",
    "quince dias": "15 dias", "vierzehn tagen": "14 tagen",
}  # fmt: skip
"""Spans that are one word, rewritten as a count and a unit."""

_DAY_WORDS = {
    -3: "大前天|그끄저께",
    -2: "the day before yesterday|day before yesterday|前天|一昨日|おととい|그제|그저께|vorgestern|"
    "avant-hier|anteayer|antier|antes de ayer|позавчера",
    -1: "yesterday|last night|yesterday morning|yesterday evening|昨天|昨日|昨晚|昨夜|昨晨|昨早|"
    "きのう|昨晩|昨夕|ゆうべ|어제|어젯밤|gestern|gestern abend|gestern morgen|hier|hier soir|"
    "hier matin|ayer|anoche|вчера",
    0: "today|earlier today|tonight|this morning|this afternoon|this evening|今天|今日|今早|今晨|"
    "今晚|今夜|きょう|本日|今朝|今夕|오늘|금일|heute|heute morgen|heute abend|aujourd'hui|"
    "ce matin|ce soir|hoy|esta manana|esta tarde|esta noche|сегодня",
    1: "tomorrow|明天|明日|あした|あす|내일|morgen|demain|manana|завтра",
    2: "the day after tomorrow|day after tomorrow|后天|後天|明後日|あさって|모레|ubermorgen|"
    "apres-demain|pasado manana|послезавтра",
}
DAY_WORDS: dict[str, int] = {
    word: days for days, words in _DAY_WORDS.items() for word in words.split("|")
}
"""Words for a day by its distance from today."""
