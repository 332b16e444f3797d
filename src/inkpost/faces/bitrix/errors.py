"""The face's total table of errors: how each reason is said on this wire unless a family says it otherwise."""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Row

NO_AUTH_FOUND = Row(401, "NO_AUTH_FOUND", "Wrong authorization data")
BATCH_IN_BATCH = Row(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage")
BATCH_TOO_LONG = Row(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded")
INTERNAL = Row(500, "INTERNAL_SERVER_ERROR", "Internal server error")
UNEXPECTED_ANSWER = Row(500, "ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response")
INVALID_ARGUMENT = Row(400, "ERROR_ARGUMENT", "{message}")

TABLE: ErrorTable = {
    Reason.NOT_AUTHENTICATED: NO_AUTH_FOUND,
    Reason.TOKEN_EXPIRED: Row(401, "expired_token", "The access token provided has expired"),
    Reason.WRONG_AUTHENTICATION: Row(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method"),
    Reason.SCOPE_MISSING: Row(
        403, "insufficient_scope", "The request requires higher privileges than provided by the webhook token"
    ),
    Reason.APPLICATION_CLOSED: Row(403, "user_access_error", "The user does not have access to the application"),
    Reason.USER_INACTIVE: Row(403, "INVALID_CREDENTIALS", "Invalid request credentials"),
    Reason.PLAN_WITHOUT_API: Row(403, "ACCESS_DENIED", "REST API is available only on commercial plans"),
    Reason.ORGANIZATION_OVERLOADED: Row(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload"),
    Reason.ORGANIZATION_CLOSED: Row(500, "PORTAL_DELETED", "Portal was deleted"),
    Reason.TOO_MANY_REQUESTS: Row(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"),
    Reason.OPERATING_TIME_EXCEEDED: Row(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit."),
    Reason.HTTPS_REQUIRED: Row(400, "INVALID_REQUEST", "Https required"),
    Reason.METHOD_UNKNOWN: Row(404, "ERROR_METHOD_NOT_FOUND", "Method not found!"),
    Reason.PARAMETER_MISSING: Row(400, "100", "Could not find value for parameter {{subject}}"),
    Reason.PARAMETER_INVALID: INVALID_ARGUMENT,
    (Reason.PARAMETER_INVALID, "body", "shrink"): INVALID_ARGUMENT._replace(status=413),
    Reason.NOT_FOUND: Row(400, "0", "{message}"),
    Reason.DELETED: Row(400, "0", "{message}"),
    Reason.FORBIDDEN: Row(403, "ACCESS_DENIED", "{message}"),
    Reason.CONFLICT: Row(400, "0", "{message}"),
    Reason.LIMIT_REACHED: Row(400, "0", "{message}"),
    Reason.UNUSABLE_FILE: Row(400, "0", "{message}"),
    Reason.FILE_LOST: Row(500, "INTERNAL_SERVER_ERROR", "Internal server error"),
    Reason.UNAVAILABLE: UNEXPECTED_ANSWER,
    Reason.INTERNAL: INTERNAL,
}
