"""Small words of languages that Monitor does not tell apart, to say that a text is in none of its.

A text in Polish looks more like Spanish than like English, and is neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_LATIN = {
    "pl": "na się jest że jak ale tak za od po dla tym czy przez tego są tylko już mnie ze"
    " może oraz bardzo będzie być jego sobie mam jeśli ich przy lat",
    "cs": "na že jsem ale tak za jako jak po už od jsou když mě jen nebo byl bude já má jsme"
    " které ty jeho který až není bylo aby než ve ke při",
    "sk": "na že ako aj som ale po za tak od čo už bol sú ak alebo sme len vo aby keď ktorý"
    " ktoré pri má jeho bola bude ktorá až",
    "hu": "az és nem hogy egy csak volt ez vagy már még én kell jó ki azt akkor ezt minden"
    " mert magyar nagyon így olyan itt sem lesz lehet",
    "ro": "în și să din pe cu nu că pentru fost sunt fi sau dacă după ar poate prin cum când"
    " ale despre iar mult trebuie ani cele doar lui",
    "it": "di che della sono più dei nel alla anche gli delle questo essere io stato quando"
    " tutti questa tutto hanno fatto suo loro perché dalle negli agli è",
    "pt": "em não uma com foi ao você seu sua são ele muito isso já também quando meu ela vai"
    " só pela bem até mesmo pode pessoas ter tudo ainda pelo aos às nos dos",
    "nl": "van het een op ik voor met niet zijn maar om aan hij ook ze naar uit bij wat heeft"
    " nog deze hebben kan zo geen wel wordt door worden",
    "sv": "är det att och jag på inte som för med har av om så till ett kan ska när nu vad"
    " från här mig eller då hur kommer",
    "da": "og af det til på jeg har ikke med kan som så om fra skal ved vil også være hvor nu"
    " hvis sig efter eller hvad ud godt bliver",
    "nb": "og det på som til av ikke med har jeg om så fra var kan seg dette noe skal noen"
    " ble vil bare også ut nå hva etter eller meg blir",
    "fi": "ei että oli mutta ole kun niin myös hän jos ovat voi nyt sen kuin tai joka olla"
    " sitä mitä vain jo kanssa tämä sitten kaikki olisi ollut vielä kyllä",
    "tr": "ve bir bu için çok ile daha gibi olarak kadar olan var ama sonra ki iyi yok değil"
    " sen büyük yeni güzel sadece zaman ilk iki hiç ise oldu bile göre",
    "vi": "và có của được một các không trong cho người này với đã thể để như những đến khi"
    " làm sẽ từ công họ tại về vào đó cũng",
    "id": "yang dan di ini dari untuk dengan itu bisa tidak akan adalah dalam pada kita orang"
    " ke juga anda saya kamu lebih apa sudah mereka tapi karena atau tahun",
    "ms": "yang dan di tak boleh dengan untuk saya ini awak dalam dari orang aku tapi kita"
    " nak adalah ke semua pada apa lagi buat dah bukan jadi mana",
    "sh": "na od za iz kao što godine koji kako bi ali nije još po sve ili će koja samo biti"
    " više koje kada ako tako bilo smo može",
    "sl": "na za ki tudi lahko kot po še iz bi od tako pri ali če že bil med vse jih ko kar"
    " ga smo bila leta več sem",
    "lv": "ar ka kā uz kas arī vai bet tā nav tas lai bija ko pēc tikai tad līdz kad var jau"
    " latvijas vēl būs jo ļoti gan savu tev viņš",
    "lt": "ir kad iš yra tai kaip ar buvo savo tik bet nuo apie taip lietuvos kai labai dėl"
    " gali jau po iki jis jei už jo pat būti kas mūsų",
    "ca": "els amb com més dels aquest però seu aquesta molt seva també ens anys això estat"
    " quan ara fa fins què pel perquè tots després està fet",
    "is": "og að sem til við af hann ekki var fyrir með ég eru frá það þar því eða eftir hún"
    " svo hefur vera þá verið þegar hafa þess úr út",
    "fil": "ng ang na mga ay isang hindi ito ko kung ako mula siya mo pag kanyang naman niya"
    " lahat rin ka dahil din upang kaya nito tao nila",
}
_CYRILLIC = {
    "uk": "що та це як від україни але він його ви ми ще які під вже коли якщо або року було"
    " вони із мене щоб мені чи який був буде її",
    "bg": "се си че ще са това като ми най има му ако към може съм ти само няма след през аз"
    " които ви какво трябва всички който във което един",
    "mk": "се од ќе што дека ги како ја тоа кој кои си ми ти многу само има кога беше сите"
    " тој ако така може која ова јас година еден нема",
}
"""Source: the 30 commonest words of each in wordfreq's lists that are 60 times as common in it as
in English, German, French and Spanish, or as in Russian; less what is a name in these."""
_RUSSIAN = frozenset(
    "и в на не с что я по как из это за для о к но у от все так же до только если уже еще или их"
    " при время года чтобы есть она во после нет очень были со была также чем быть где под этом"
    " об его россии рф будет может более между том году над без".split()
)


def codes_by_word(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the languages that each word stands under in `table`: words by language."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in table.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), code)
    return found


_CODES = codes_by_word(_LATIN)
_CYRILLIC_CODES = codes_by_word(_CYRILLIC)


def foreign(words: Iterable[str]) -> int:
    """Return how many of `words`, in lower case, are small words of one language of Latin letters.

    Of the language that has most of them; words of English, German, French and Spanish are none.
    """
    return _most(word for word in words if word in _CODES)


def _most(words: Iterable[str]) -> int:
    known = list(words)
    if not known:
        return 0
    counts: Counter[str] = Counter()
    for word in known:
        counts.update(_CODES.get(word) or _CYRILLIC_CODES[word])
    return max(counts.values(), default=0)


def is_russian(words: Iterable[str]) -> bool:
    """Say whether Cyrillic `words`, in lower case, are in Russian, by their small words."""
    known = list(words)
    other = _most(word for word in known if word in _CYRILLIC_CODES)
    return other < 2 or other <= sum(word in _RUSSIAN for word in known)
