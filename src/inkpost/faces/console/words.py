"""What the pages say, in each of their languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from inkpost.faces.console import words_signing, words_trust

Words = Mapping[str, str]

_ENGLISH = {
    "language": "en",
    "untitled": "Untitled document",
    "page": "Page {number} of {count}",
    "pages": "Pages of the document",
    "download_pdf": "Download PDF",
    "download_docx": "Download DOCX",
    "downloads": "Downloads",
    "converting": "The document is being prepared. This page refreshes itself.",
    "refresh": "Refresh now",
    "conversion_failed": "The pages of this document cannot be shown here.",
    "take_docx": "You can still download it as DOCX.",
    "no_pages": "This document has no pages.",
    "locked": "This document is protected",
    "locked_hint": "Enter the password that you were given with the link.",
    "password": "Password",
    "open": "Open",
    "wrong_password": "The password is wrong.",
    "sign_in": "Sign in",
    "sign_out": "Sign out",
    "login": "Login",
    "wrong_login": "The login or the password is wrong.",
    "too_many": "Too many attempts. Try again in {seconds} seconds.",
    "documents": "Documents",
    "newest": "The newest documents",
    "no_documents": "There are no documents yet.",
    "no_older": "There are no older documents.",
    "more": "More documents",
    "older": "Older documents",
    "to_newest": "The newest",
    "no_right": "You have no right to view documents.",
    "state_ready": "Ready",
    "state_converting": "Being prepared",
    "state_failed": "Cannot be converted",
    "public_page": "Public page",
    "made_at": "Made",
    "number": "No.",
    "request": "Request",
    "error_400": "This request cannot be understood",
    "error_400_hint": "Go back and try again.",
    "error_403": "This is not for you",
    "error_403_hint": "You have no right to see this, or the form came from another site.",
    "error_404": "There is nothing here",
    "error_404_hint": "The link may be wrong, or it has been closed by the person who sent it.",
    "error_405": "This cannot be done here",
    "error_405_hint": "Go back and try again.",
    "error_413": "This is too large",
    "error_413_hint": "What was sent is larger than this page takes.",
    "error_429": "Too many attempts",
    "error_429_hint": "Wait a moment and try again.",
    "error_500": "Something went wrong here",
    "error_500_hint": "It is on record. If it happens again, tell the person who runs this server the number below.",
    "error_503": "Not available just now",
    "error_503_hint": "Try again in a minute.",
}
_RUSSIAN = {
    "language": "ru",
    "untitled": "Документ без названия",
    "page": "Страница {number} из {count}",
    "pages": "Страницы документа",
    "download_pdf": "Скачать PDF",
    "download_docx": "Скачать DOCX",
    "downloads": "Скачать",
    "converting": "Документ готовится. Страница обновится сама.",
    "refresh": "Обновить сейчас",
    "conversion_failed": "Страницы этого документа нельзя показать здесь.",
    "take_docx": "Его можно скачать в формате DOCX.",
    "no_pages": "В этом документе нет страниц.",
    "locked": "Документ защищён",
    "locked_hint": "Введите пароль, который вы получили вместе со ссылкой.",
    "password": "Пароль",
    "open": "Открыть",
    "wrong_password": "Неверный пароль.",
    "sign_in": "Войти",
    "sign_out": "Выйти",
    "login": "Логин",
    "wrong_login": "Неверный логин или пароль.",
    "too_many": "Слишком много попыток. Повторите через {seconds} с.",
    "documents": "Документы",
    "newest": "Последние документы",
    "no_documents": "Документов пока нет.",
    "no_older": "Более старых документов нет.",
    "more": "Другие документы",
    "older": "Более старые документы",
    "to_newest": "К последним",
    "no_right": "У вас нет права просматривать документы.",
    "state_ready": "Готов",
    "state_converting": "Готовится",
    "state_failed": "Не удалось преобразовать",
    "public_page": "Публичная страница",
    "made_at": "Создан",
    "number": "№",
    "request": "Запрос",
    "error_400": "Запрос непонятен",
    "error_400_hint": "Вернитесь назад и попробуйте ещё раз.",
    "error_403": "Нет доступа",
    "error_403_hint": "У вас нет права видеть это, или форма отправлена с другого сайта.",
    "error_404": "Здесь ничего нет",
    "error_404_hint": "Возможно, ссылка неверна или её закрыл тот, кто её отправил.",
    "error_405": "Здесь так нельзя",
    "error_405_hint": "Вернитесь назад и попробуйте ещё раз.",
    "error_413": "Слишком много данных",
    "error_413_hint": "Отправлено больше, чем принимает эта страница.",
    "error_429": "Слишком много попыток",
    "error_429_hint": "Подождите немного и попробуйте ещё раз.",
    "error_500": "На сервере произошла ошибка",
    "error_500_hint": "Она записана. Если она повторится, сообщите номер ниже тому, кто ведёт этот сервер.",
    "error_503": "Сейчас недоступно",
    "error_503_hint": "Повторите через минуту.",
}
CATALOGUE: Mapping[str, Words] = MappingProxyType(
    {
        "en": MappingProxyType(_ENGLISH | words_signing.ENGLISH | words_trust.ENGLISH),
        "ru": MappingProxyType(_RUSSIAN | words_signing.RUSSIAN | words_trust.RUSSIAN),
    }
)


def words_for(accept_language: str) -> Words:
    """The words in the language of ours that a browser likes best; English where it names none of them."""
    likings: dict[str, float] = {}
    for part in accept_language[:500].split(","):
        name, _, parameters = part.partition(";")
        language = name.strip().lower().partition("-")[0]
        if language in CATALOGUE:
            likings[language] = max(likings.get(language, 0.0), _quality(parameters))
    best = max(likings, key=lambda each: likings[each], default="en")
    return CATALOGUE[best if likings.get(best, 0) > 0 else "en"]


def _quality(parameters: str) -> float:
    name, _, number = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(number)))
    except ValueError:
        return 0.0
