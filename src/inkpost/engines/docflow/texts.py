"""The status of a document in words, as one side reads it: first what matters, beside it what its box is deciding.

A letter after a text says where it was seen: S the specification's example, D the documentation, U programs that read
the vendor's. Those without are ours, made to match; so is when each is shown, where nobody says. See
``docs/docflow.md``.
"""

from __future__ import annotations

from typing import Final

from inkpost.engines.docflow.approvals import Approval
from inkpost.engines.docflow.facts import WANTED, Response, Revocation
from inkpost.engines.docflow.seen import ReceiptStanding, Roaming, Severity, StatusText, View
from inkpost.model.docflow import Check, Side

INFO, SUCCESS, WARNING, ERROR = Severity.INFO, Severity.SUCCESS, Severity.WARNING, Severity.ERROR

FINISHED: Final = StatusText("Документооборот завершен", "Docflow is finished", INFO)  # S
REVOKED: Final = StatusText("Аннулирован", "Revoked", ERROR)  # U
TO_SEND: Final = StatusText("Требуется подписать и отправить", "To be signed and sent", WARNING)  # U
TO_SEND_AGAIN: Final = StatusText(
    "Подпись недействительна. Требуется повторно подписать и отправить",
    "Signature is not valid. To be signed and sent again",
    ERROR,
)
REVOCATION_AWAITED: Final = StatusText("Ожидается аннулирование", "Revocation is awaited", WARNING)  # U
REVOCATION_WANTED: Final = StatusText("Требуется аннулирование", "Revocation is requested", WARNING)  # U
REVOCATION_REFUSED: Final = StatusText("Отказано в аннулировании", "Revocation is refused", ERROR)  # D
AMENDMENT_WANTED: Final = StatusText("Требуется уточнение", "Amendment is requested", WARNING)
AMENDMENT_AWAITED: Final = StatusText("Ожидается уточнение", "Amendment is awaited", WARNING)
CONFIRMATION_AWAITED: Final = StatusText(
    "Ожидается подтверждение оператора", "Operator's confirmation is awaited", WARNING
)
RECEIPT_WANTED: Final = StatusText("Требуется подписать извещение о получении", "Receipt is to be signed", WARNING)  # D
RECEIPT_AWAITED: Final = StatusText("Ожидается извещение о получении", "Receipt is awaited", WARNING)  # S
UNDELIVERED: Final = StatusText("Ошибка доставки в роуминге", "Another operator could not deliver", ERROR)
MAIN_AWAITED: Final = StatusText("Ожидается основная подпись", "Main signature is awaited", WARNING)  # D

_AS_SENDER: Final = {
    Response.WAITING: StatusText("Ожидается подпись контрагента", "Counterparty's signature is awaited", WARNING),  # S
    Response.SIGNED: StatusText("Подписан контрагентом", "Signed by the counterparty", SUCCESS),  # D
    Response.SIGNED_PARTIALLY: StatusText(
        "Подписан контрагентом с разногласиями", "Signed by the counterparty with reservations", SUCCESS
    ),
    Response.REFUSED: StatusText("Контрагент отказал в подписи", "Counterparty refused to sign", ERROR),  # U
    Response.INVALID: StatusText("Подпись контрагента недействительна", "Counterparty's signature is not valid", ERROR),
}
_AS_RECIPIENT: Final = {
    Response.WAITING: StatusText("Требуется подпись", "Signature is requested", WARNING),  # D
    Response.SIGNED: StatusText("Подписан", "Signed", SUCCESS),  # D
    Response.SIGNED_PARTIALLY: StatusText("Подписан с разногласиями", "Signed with reservations", SUCCESS),
    Response.REFUSED: StatusText("Отказано в подписи", "Refused to sign", ERROR),  # D
    Response.INVALID: StatusText(
        "Подпись недействительна. Требуется повторно подписать", "Signature is not valid. To be signed again", ERROR
    ),
}
_PROXY_TO_OTHERS: Final = {
    Response.WAITING: StatusText("Ожидается промежуточная подпись", "Proxy's signature is awaited", WARNING),
    Response.REFUSED: StatusText("Отказано в промежуточной подписи", "Proxy refused to sign", ERROR),
    Response.INVALID: StatusText("Ожидается промежуточная подпись", "Proxy's signature is awaited", WARNING),
}
_AS_PROXY: Final = {
    Response.WAITING: StatusText("Требуется промежуточная подпись", "Proxy's signature is requested", WARNING),
    Response.REFUSED: _PROXY_TO_OTHERS[Response.REFUSED],
    Response.INVALID: StatusText(
        "Промежуточная подпись недействительна. Требуется повторно подписать",
        "Proxy's signature is not valid. To be signed again",
        ERROR,
    ),
}
_APPROVALS: Final = {
    Approval.APPROVED: StatusText("Согласован", "Approved", SUCCESS),  # U
    Approval.DISAPPROVED: StatusText("Отказано в согласовании", "Disapproved", ERROR),  # U
    Approval.APPROVEMENT_REQUESTED: StatusText("На согласовании", "Approval is requested", WARNING),  # D
    Approval.ACTIONS_REQUESTED: StatusText("На согласовании", "Approval is requested", WARNING),  # D
    Approval.PRIMARY_SIGNATURE_REQUESTED: StatusText("На подписании", "Signature is requested within", WARNING),  # U
    Approval.APPROVING_SIGNATURE_REQUESTED: StatusText(
        "На согласующем подписании", "Approving signature is requested", WARNING
    ),
    Approval.SIGNATURE_DENIED: StatusText("Отказано в запросе подписи", "Request to sign is denied", ERROR),  # D
    Approval.SIGNED_APPROVING: StatusText("Подписан согласующей подписью", "Signed with approval", SUCCESS),
}
_REVOCATION_APPROVALS: Final = {
    Approval.APPROVED: StatusText("Аннулирование одобрено", "Revocation is approved", SUCCESS),  # D
    Approval.DISAPPROVED: StatusText("Отказано в согласовании аннулирования", "Revocation is disapproved", ERROR),
    Approval.APPROVEMENT_REQUESTED: StatusText(
        "Аннулирование на согласовании", "Approval of the revocation is requested", WARNING
    ),
    Approval.ACTIONS_REQUESTED: StatusText(
        "Аннулирование на согласовании", "Approval of the revocation is requested", WARNING
    ),
    Approval.PRIMARY_SIGNATURE_REQUESTED: StatusText(
        "Аннулирование на подписании", "Signature of the revocation is requested within", WARNING
    ),
    Approval.APPROVING_SIGNATURE_REQUESTED: StatusText(
        "Аннулирование на согласующем подписании", "Approving signature of the revocation is requested", WARNING
    ),
    Approval.SIGNATURE_DENIED: StatusText(
        "Отказано в запросе подписи аннулирования", "Request to sign the revocation is denied", ERROR
    ),
    Approval.SIGNED_APPROVING: StatusText(
        "Аннулирование подписано согласующей подписью", "Revocation is signed with approval", SUCCESS
    ),
}
_PRESSING: Final = (WARNING, ERROR, SUCCESS, INFO)
"""Which severity a text of several parts has: what is to be done comes before what went wrong."""


def primary(view: View) -> StatusText:
    """What the document waits for, or what became of it; of several parts where several hold."""
    whole = _whole(view)
    if whole is not None:
        return whole
    parts = [part for part in _parts(view) if part is not None]
    if not parts:
        parts = [FINISHED if view.finished or not view.waiting_for_confirmation else CONFIRMATION_AWAITED]
    if view.revocation is Revocation.REJECTED and view.side is not Side.PROXY:
        parts.append(REVOCATION_REFUSED)
    return parts[0] if len(parts) == 1 else _joined(parts)


def secondary(view: View) -> StatusText | None:
    """What the box is deciding within itself: on the revocation where it is about that, else on the document."""
    about_revocation = _REVOCATION_APPROVALS.get(view.revocation_approval.approval)
    return about_revocation or _APPROVALS.get(view.approval.approval)


def _whole(view: View) -> StatusText | None:
    """A status that stands alone."""
    if view.revocation is Revocation.ACCEPTED:
        return REVOKED
    if view.sender_check is None:
        return TO_SEND
    if view.sender_check is Check.INVALID:
        return TO_SEND_AGAIN
    if view.revocation is Revocation.REQUESTED and view.side is not Side.PROXY:
        return REVOCATION_AWAITED if view.revocation_by_me else REVOCATION_WANTED
    return None


def _parts(view: View) -> tuple[StatusText | None, ...]:
    return (_undelivered(view), _response(view), _receipt(view), _amendment(view))


def _undelivered(view: View) -> StatusText | None:
    return UNDELIVERED if view.roaming is Roaming.ERROR and view.side is Side.SENDER else None


def _response(view: View) -> StatusText | None:
    if view.side is Side.PROXY:
        return _AS_PROXY.get(view.proxy_response) or _AS_SENDER.get(view.response)
    if view.proxy_response in (*WANTED, Response.REFUSED):
        return _PROXY_TO_OTHERS.get(view.proxy_response)
    if view.side is Side.RECIPIENT:
        return _AS_RECIPIENT.get(view.response)
    if view.response is Response.WAITING and view.proxy_response is not Response.NOT_ASKED:
        return MAIN_AWAITED
    return _AS_SENDER.get(view.response)


def _receipt(view: View) -> StatusText | None:
    receipts = (ReceiptStanding.HAVE_TO_CREATE in view.receipts, ReceiptStanding.WAITING in view.receipts)
    if view.side is Side.PROXY:
        return None
    if receipts[0]:
        return RECEIPT_WANTED
    return RECEIPT_AWAITED if receipts[1] else None


def _amendment(view: View) -> StatusText | None:
    if not view.amendment_requested or view.side is Side.PROXY or view.seen.revised or view.seen.corrected:
        return None
    return AMENDMENT_WANTED if view.side is Side.SENDER else AMENDMENT_AWAITED


def _joined(parts: list[StatusText]) -> StatusText:
    severities = [part.severity for part in parts]
    severity = next(one for one in _PRESSING if one in severities)
    return StatusText(". ".join(part.ru for part in parts), ". ".join(part.en for part in parts), severity)
