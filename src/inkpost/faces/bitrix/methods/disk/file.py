"""``disk.file.*``"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.generator.common import Id, number, written
from inkpost.faces.bitrix.links import Links
from inkpost.operations import disk
from inkpost.operations.kit import Work

SCOPE = "disk"
DOWNLOAD = "disk.file.download"
NO_ID = Row(400, "ERROR_ARGUMENT", "Invalid value of parameter {Parameter #0}")
_NOBODY = "0"
_STORAGE = "1"
"""There is one storage, with one folder; both have the number 1."""

ROWS: ErrorTable = {
    (Reason.PARAMETER_MISSING, "id"): NO_ID,
    (Reason.PARAMETER_INVALID, "id"): NO_ID,
    (Reason.NOT_FOUND, "file"): Row(400, "ERROR_NOT_FOUND", "{message}"),
    (Reason.FORBIDDEN, "file"): Row(400, "ACCESS_DENIED", "Access denied"),
}

family = Family("disk.file", scope=SCOPE, rows=ROWS)


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """A file of a document, such as the one that is sent by e-mail, with its links."""
    found = disk.get(work, given.id)
    file, document, links = found.file, found.document, Links(work)
    return Reply(
        {
            "ID": str(file.id),
            "NAME": file.name,
            "CODE": None,
            "STORAGE_ID": _STORAGE,
            "TYPE": "file",
            "PARENT_ID": _STORAGE,
            "DELETED_TYPE": "0",
            "GLOBAL_CONTENT_VERSION": str(document.revision),
            "FILE_ID": str(file.id),
            "SIZE": str(file.size),
            "CREATE_TIME": written(file.created_at, work),
            "UPDATE_TIME": written(file.created_at, work),
            "DELETE_TIME": None,
            "CREATED_BY": number(document.created_by) or _NOBODY,
            "UPDATED_BY": number(document.updated_by or document.created_by) or _NOBODY,
            "DELETED_BY": _NOBODY,
            "DOWNLOAD_URL": links.machine(SCOPE, DOWNLOAD, file.id),
            "DETAIL_URL": links.absolute(DOWNLOAD, file.id),
        }
    )
