"""Names in grammatical cases, checked by hand against the grammars of Russian and Ukrainian."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.wording.making import said
from inkpost.model.fields import FieldKind, Value


def cases(name: Value, region: str, pattern: str = "#LAST_NAME# #NAME# #SECOND_NAME#") -> list[str]:
    """The name from genitive to prepositional."""
    return [said(name, FieldKind.NAME, f"Format={pattern},Case={case}", region) for case in range(5)]


def person(last: str, first: str, second: str = "", sex: str = "") -> dict[str, Value]:
    return {"LAST_NAME": last, "NAME": first, "SECOND_NAME": second, "GENDER": sex}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (person("Терехов", "Сергей", "Иванович"),
         ["Терехова Сергея Ивановича", "Терехову Сергею Ивановичу", "Терехова Сергея Ивановича",
          "Тереховым Сергеем Ивановичем", "Терехове Сергее Ивановиче"]),
        (person("Толстая", "Мария", "Ильинична"),
         ["Толстой Марии Ильиничны", "Толстой Марии Ильиничне", "Толстую Марию Ильиничну",
          "Толстой Марией Ильиничной", "Толстой Марии Ильиничне"]),
        (person("Салтыков-Щедрин", "Лев", "", "M"),
         ["Салтыкова-Щедрина Льва", "Салтыкову-Щедрину Льву", "Салтыкова-Щедрина Льва",
          "Салтыковым-Щедриным Львом", "Салтыкове-Щедрине Льве"]),
        (person("Черных", "Любовь", "Петровна"),
         ["Черных Любови Петровны", "Черных Любови Петровне", "Черных Любовь Петровну",
          "Черных Любовью Петровной", "Черных Любови Петровне"]),
        (person("ИВАНОВ", "ПЁТР", "ИЛЬИЧ"),
         ["ИВАНОВА ПЕТРА ИЛЬИЧА", "ИВАНОВУ ПЕТРУ ИЛЬИЧУ", "ИВАНОВА ПЕТРА ИЛЬИЧА",
          "ИВАНОВЫМ ПЕТРОМ ИЛЬИЧОМ", "ИВАНОВЕ ПЕТРЕ ИЛЬИЧЕ"]),
    ],
)  # fmt: skip
def test_russian_cases(name: Value, expected: list[str]) -> None:
    assert cases(name, "ru") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (person("Шевченко", "Тарас", "Григорович"),
         ["Шевченка Тараса Григоровича", "Шевченку Тарасу Григоровичу", "Шевченка Тараса Григоровича",
          "Шевченком Тарасом Григоровичем", "Шевченкові Тарасові Григоровичу"]),
        (person("Шевченко", "Ольга", "Петрівна"),
         ["Шевченко Ольги Петрівни", "Шевченко Ользі Петрівні", "Шевченко Ольгу Петрівну",
          "Шевченко Ольгою Петрівною", "Шевченко Ользі Петрівні"]),
        (person("Кравець", "Андрій", "Юрійович"),
         ["Кравця Андрія Юрійовича", "Кравцю Андрію Юрійовичу", "Кравця Андрія Юрійовича",
          "Кравцем Андрієм Юрійовичем", "Кравцеві Андрієві Юрійовичу"]),
        (person("Зеленський", "Володимир", "Олександрович"),
         ["Зеленського Володимира Олександровича", "Зеленському Володимиру Олександровичу",
          "Зеленського Володимира Олександровича", "Зеленським Володимиром Олександровичем",
          "Зеленському Володимирові Олександровичу"]),
        (person("Коваленко-Кравецька", "Наталія", "Іллівна"),
         ["Коваленко-Кравецької Наталії Іллівни", "Коваленко-Кравецькій Наталії Іллівні",
          "Коваленко-Кравецьку Наталію Іллівну", "Коваленко-Кравецькою Наталією Іллівною",
          "Коваленко-Кравецькій Наталії Іллівні"]),
        (person("Середа", "Микола", "Ілліч"),
         ["Середи Миколи Ілліча", "Середі Миколі Іллічу", "Середу Миколу Ілліча",
          "Середою Миколою Іллічем", "Середі Миколі Іллічу"]),
        (person("Палій", "Федір", "", "M"),
         ["Палія Федора", "Палію Федору", "Палія Федора", "Палієм Федором", "Палієві Федорові"]),
        (person("Коваль", "Дар’я", "", "F"),
         ["Коваль Дар’ї", "Коваль Дар’ї", "Коваль Дар’ю", "Коваль Дар’єю", "Коваль Дар’ї"]),
        (person("Петрова", "Любов", "", "F"),
         ["Петрової Любові", "Петровій Любові", "Петрову Любов", "Петровою Любов’ю", "Петровій Любові"]),
        (person("БОНДАР", "ІГОР", "", "M"),
         ["БОНДАРА ІГОРЯ", "БОНДАРУ ІГОРЮ", "БОНДАРА ІГОРЯ", "БОНДАРОМ ІГОРЕМ", "БОНДАРОВІ ІГОРЕВІ"]),
        (person("Пушкін", "Павло", "", "M"),
         ["Пушкіна Павла", "Пушкіну Павлу", "Пушкіна Павла", "Пушкіним Павлом", "Пушкіні Павлові"]),
    ],
)  # fmt: skip
def test_ukrainian_cases(name: Value, expected: list[str]) -> None:
    assert cases(name, "ua") == expected


def test_ukrainian_letters_take_ukrainian_rules_in_any_region() -> None:
    assert said(person("Їжак", "Євген", "", "M"), FieldKind.NAME, "Case=1", "ru") == "Їжаку Євгену"


def test_without_sex_or_patronymic_a_name_is_not_declined() -> None:
    name = person("Иванов", "Иван")
    assert said(name, FieldKind.NAME, "Case=0") == "Иванов Иван"
    assert said({**name, "GENDER": "M"}, FieldKind.NAME, "Case=0") == "Иванова Ивана"
    assert said({**name, "SECOND_NAME": "Оглы"}, FieldKind.NAME, "Case=0") == "Иванов Иван Оглы"


@pytest.mark.parametrize("case", ["", "-1", "-2", "5", "10", "x", "1.0", "²"])
def test_a_case_that_is_none_leaves_the_nominative(case: str) -> None:
    assert said(person("Иванов", "Иван", "", "M"), FieldKind.NAME, f"Case={case}") == "Иванов Иван"


def test_names_of_other_scripts_and_kazakh_names_stay() -> None:
    assert said(person("Smith", "John", "", "M"), FieldKind.NAME, "Case=0", "us") == "John Smith"
    assert said(person("Әбдіров", "Нұрлан", "", "M"), FieldKind.NAME, "Case=0", "kz") == "Әбдіров Нұрлан"


def test_the_fields_own_case_counts_when_the_placeholder_has_none() -> None:
    name = person("Иванов", "Иван", "", "M")
    assert said(name, FieldKind.NAME, format={"case": "1"}) == "Иванову Ивану"
    assert said(name, FieldKind.NAME, "Case=-1", format={"case": "1"}) == "Иванов Иван"


def test_initials_are_those_of_the_nominative() -> None:
    name = person("Орлов", "Пётр", "Львович")
    pattern = "Format=#LAST_NAME# #NAME_SHORT##SECOND_NAME_SHORT#,Case=1"
    assert said(name, FieldKind.NAME, pattern) == "Орлову П.Л."


@pytest.mark.parametrize(
    ("text", "modifier", "expected"),
    [
        ("Иванов Иван Иванович", "", "Иванов Иван Иванович"),
        ("Иванов Иван Иванович", "Case=0", "Иванова Ивана Ивановича"),
        ("Анна Петровна Орлова", "Case=1", "Анне Петровне Орловой"),
        ("Иванов Иван Иванович", "Format=#LAST_NAME# #NAME_SHORT# #SECOND_NAME_SHORT#", "Иванов И. И."),
        ("Иван Иванов", "Case=0", "Иван Иванов"),
        ("ООО «Ромашка» и Ко", "Case=0", "ООО «Ромашка» и Ко"),
        ("", "Case=0", ""),
    ],
)
def test_a_name_in_one_text_is_taken_apart_where_its_patronymic_shows_how(
    text: str, modifier: str, expected: str
) -> None:
    assert said(text, FieldKind.NAME, modifier) == expected


TEXT = st.text("абвгґєіїйоьцщюяёыъэʼ’' -.АЯЇabcә\u0301", max_size=12)


@given(TEXT, TEXT, TEXT, st.sampled_from(["M", "F", "", "x"]), st.integers(-1, 5), st.sampled_from(["ru", "ua", "kz"]))
def test_no_name_breaks_a_document(last: str, first: str, second: str, sex: str, case: int, region: str) -> None:
    assert isinstance(said(person(last, first, second, sex), FieldKind.NAME, f"Case={case}", region), str)
