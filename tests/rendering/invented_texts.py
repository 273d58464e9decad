"""The words of the invented theft: eight accounts in as many languages, and a later one."""

from __future__ import annotations

from collections.abc import Sequence

# id, language, published, outlet, headline, sentences; a number before a sentence names what it tells.
TEXTS: Sequence[tuple[str, str, str | None, str | None, str | None, Sequence[tuple[str, str]]]] = (
    (
        "karsholm-sv",
        "sv",
        "2025-03-03T09:10:00+01:00",
        "Karsholms Nyheter",
        "Tolv fioler stulna från museet i Karsholm",
        (
            ("theft", "Tolv fioler stals i natt från musikmuseet i Karsholm."),
            ("guards", "Två vakter bands men är oskadda, uppger polisen."),
            ("worth", "Samlingen är värd 3,5 miljoner euro."),
            ("quote", "”Vi varnade för larmet redan i höstas”, säger museichefen Maja Ekdal."),
            ("doors", "”Dörrarna var låsta”, säger vaktbolagets talesman Per Storm."),
            ("alone1", "Museet håller stängt till fredag."),
        ),
    ),
    (
        "fjordkanal-de",
        "de",
        "2025-03-03T12:00:00+01:00",
        "Alpenwarte",
        "Geigen im Millionenwert in Schweden geraubt",
        (
            (
                "theft",
                "In der Nacht auf Montag wurden aus dem Musikmuseum in Karsholm zwölf Geigen gestohlen.",
            ),
            ("guards", "Zwei Wachleute wurden gefesselt, blieben aber unverletzt."),
            ("worth", "Die Sammlung ist nach Angaben der Agentur Nordtext rund 3,5 Millionen Euro wert."),
            (
                "quote",
                "„Wir haben schon im Herbst vor der Alarmanlage gewarnt“, sagte Direktorin Maja Ekdal.",
            ),
            ("visitors", "Das Museum zählt jährlich etwa 40.000 Besucher."),
            ("alone2", "Der Generalstaatsanwalt äußerte sich nicht."),
        ),
    ),
    (
        "harbour-en",
        "en",
        "2025-03-03T15:30:00+00:00",
        "The Harbour Post",
        "Twelve violins stolen from Swedish museum",
        (
            ("theft", "Twelve violins were stolen overnight from the museum of music in Karsholm."),
            ("guards", "Two guards were tied up but not hurt, police told Nordtext."),
            ("worth", "The collection is worth at least €3m."),
            ("quote", "“We warned about the alarm last autumn,” said Maja Ekdal, the director."),
            ("doors", "“The doors were locked,” said Maja Ekdal."),
            ("visitors", "The museum has more than 35,000 visitors a year."),
            ("alone3", "Insurers in London declined to comment."),
        ),
    ),
    (
        "rive-fr",
        "fr",
        "2025-03-03T18:00:00+01:00",
        "La Rive",
        "Douze violons volés dans un musée suédois",
        (
            ("theft", "Douze violons ont été volés dans la nuit au musée de la musique de Karsholm."),
            ("guards", "Deux gardiens ont été ligotés, sans être blessés, selon Nordtext."),
            ("worth", "La collection vaut 5 millions d’euros."),
            ("quote", "« Nous n’avons jamais été avertis pour l’alarme », dit la directrice Maja Ekdal."),
            ("visitors", "Le musée accueille de 30 000 à 45 000 visiteurs par an."),
        ),
    ),
    (
        "manara-ar",
        "ar",
        "2025-03-03T20:45:00+03:00",
        "صحيفة المنارة",
        "سرقة اثني عشر كمانًا من متحف سويدي",
        (
            ("theft", "سُرقت اثنتا عشرة آلة كمان ليلًا من متحف الموسيقى في كارسهولم."),
            ("guards", "قُيّد حارسان دون أن يصابا بأذى، بحسب الشرطة."),
            ("worth", "تبلغ قيمة المجموعة 3.5 مليون يورو."),
        ),
    ),
    (
        "hedao-zh",
        "zh",
        "2025-03-04T07:00:00+08:00",
        "河道晚报",
        "瑞典博物馆十二把小提琴被盗",
        (
            ("theft", "瑞典卡斯霍尔姆音乐博物馆十二把小提琴夜间被盗。"),
            ("guards", "两名警卫被捆绑，但没有受伤。"),
            ("worth", "这批藏品价值350万欧元。"),
            ("arrests", "警方已逮捕两人。"),
        ),
    ),
    (
        "jarvi-fi",
        "fi",
        "2025-03-07T06:00:00+02:00",
        "Järvisanomat",
        "Kolme pidätetty Karsholmin viuluvarkaudesta",
        (
            (
                "theft",
                "Karsholmin musiikkimuseosta varastettiin maanantain vastaisena yönä kaksitoista viulua.",
            ),
            ("arrests", "Poliisi on pidättänyt kolme ihmistä."),
            ("doors", "Vartiointiyhtiön mukaan ovet olivat lukossa."),
            ("worth", "Kokoelman arvo on 39 miljoonaa Ruotsin kruunua."),
            ("alone4", "Yksi viuluista löytyi torstaina rautatieasemalta."),
        ),
    ),
    (
        "anonymous",
        "und",
        None,
        None,
        None,
        (("theft", "Twelve violins gone in Karsholm."), ("alone5", "Nobody saw a thing.")),
    ),
)

FOLLOW_UP = (
    "harbour-trial-en",
    "en",
    "2025-06-12T10:00:00+01:00",
    "The Harbour Post",
    "Trial over stolen violins opens in Karsholm",
    "The trial of three people over twelve stolen violins opened on Thursday in Karsholm.",
)
