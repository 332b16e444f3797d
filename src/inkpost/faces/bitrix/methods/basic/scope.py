"""``scope``"""

from __future__ import annotations

from typing import Final

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.operations.kit import Work

# Every scope that the documentation of the interface names, whether or not a method of it is served here.
_DOCUMENTED: Final = """
    ai_admin appform baas biconnector bizproc booking calendar calendarmobile call cashbox catalog catalogmobile
    configuration.import contact_center crm delivery department disk documentgenerator entity forum
    humanresources humanresources.hcmlink iblock im im.import imbot imconnector imopenlines intranet landing
    landing_cloud lists log mailservice main messageservice mobile notifications pay_system placement pull
    pull_channel rating rest rpa sale salescenter sign.b2e smile socialnetwork sonet_group task tasks
    tasks_extended tasksmobile telephony timeman user user.userfield user_basic user_brief userconsent
    userfieldconfig vote
"""
DOCUMENTED: Final = tuple(_DOCUMENTED.split())

family = Family("scope")


class Scope(Params):
    """``scope``"""

    full: Flag = False


@family.method("")
def scope(work: Work, given: Scope) -> Reply:
    """The scopes of the caller's webhook or application, or all there are."""
    return Reply(list(DOCUMENTED) if given.full else sorted(work.caller.scopes))
