"""A box that offers a subscription is left out, one whose prose only sounds like it stays."""

from __future__ import annotations

import pytest

from monitor.article import page

TITLE = "Norlund puts magnets under licence"
TEXT = (
    "The ministry of Norlund said on Friday that magnets may leave only with a licence.",
    "The rule takes effect in May, and exporters called the time too short for them.",
    "Traders in the harbour of Vestby withdrew their offers within hours of the news.",
    "Last year four thousand tonnes left the country, a tenth more than the year before.",
) * 3
OFFERS = (
    ("Already a subscriber? Log in", "Get unlimited access for one crown a week, and cancel then."),
    ("Subscribe to continue reading", "Full access to all our articles costs ten crowns a month."),
    ("This story is available to our subscribers.", "Read on with a trial that costs nothing."),
    ("Already have an account? Sign in.", "Your first month of the digital edition is free now."),
    ("Sie haben schon ein Abo?", "Melden Sie sich an und lesen Sie alle Artikel im Abo weiter."),
    ("Bereits registriert?", "Mit dem Abo lesen Sie alles, monatlich kündbar, für zwei Euro."),
    ("Déjà abonné ?", "Identifiez-vous, ou abonnez-vous sans engagement pour un euro par mois."),
    ("¿Ya eres suscriptor?", "Inicia sesión y lee todos los artículos con acceso ilimitado."),
    ("Материал только для подписчиков", "Войдите или оформите подписку, чтобы получить доступ."),
    ("Contenuto riservato agli abbonati", "Accedi, oppure abbonati a un euro al mese, sempre."),
    ("Já é assinante?", "Faça login e tenha acesso ilimitado a todas as nossas reportagens."),
    ("Masz już prenumeratę?", "Zaloguj się, by uzyskać dostęp do wszystkich naszych artykułów."),
    (
        "订阅后可阅读全文",
        "开通会员即可解锁全部付费文章，每月仅需十元，随时可以取消订阅，无需任何手续费用。",
    ),
)
PROSE = (
    ("Finland is already a member of NATO.", "Sweden followed a year later, after long talks."),
    ("The benefits are for members of the WTO.", "Norlund is none, and pays the full duty."),
    ("The data are available to members of the network.", "All others have to ask in writing."),
    ("Traders who already have an account with the exchange pay less.", "Others pay ten crowns."),
    ("Stoffe, die bereits registriert sind, dürfen weiter ausgeführt werden.",
     "Für alle anderen braucht es künftig eine Genehmigung der Behörde."),
    ("Kyiv ist bereits registriert.", "Das Verfahren dauerte nach Angaben der Behörde zwei Jahre."),
    ("The ministry asked traders to continue reading its notices.",
     "A list of the magnets that need a licence will be printed in the gazette on Monday."),
    ("Компания планирует оформлять подписку на акции.", "Размещение пройдёт в мае на бирже."),
    ("Οι συνδρομητές του δικτύου ανήλθαν σε ένα εκατομμύριο.", "Πέρυσι ήταν πολύ λιγότεροι."),
    ("該当する購読者は百万人に達した。", "政府は来月から磁石の輸出を許可制にすると発表した。"),
    ("会员查看了协定的文本。", "各国代表将于五月在日内瓦继续就稀土磁体出口问题举行会谈。"),
)  # fmt: skip


def body_of(box: tuple[str, ...], tag: str = "section") -> str:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    inner = "".join(f"<p>{each}</p>" for each in box)
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{text}<{tag}>{inner}</{tag}></article>"
    return page.extract(html).body


@pytest.mark.parametrize("offer", OFFERS)
def test_a_box_that_offers_a_subscription_is_left_out(offer: tuple[str, ...]) -> None:
    body = body_of(offer)

    assert TEXT[0] in body
    assert not any(line in body for line in offer)


@pytest.mark.parametrize("tag", ["section", "div"])
@pytest.mark.parametrize("prose", PROSE)
def test_a_part_that_speaks_of_members_and_accounts_stays(prose: tuple[str, ...], tag: str) -> None:
    body = body_of(prose, tag)

    assert all(line in body for line in prose)


def test_a_part_with_one_sentence_on_subscribers_stays() -> None:
    part = (
        "The gazette is available to subscribers.",
        "Customs officers in Vestby opened forty crates of magnets last week.",
        "None of them had the papers that the notice of the ministry asks for.",
    )

    assert all(line in body_of(part) for line in part)
