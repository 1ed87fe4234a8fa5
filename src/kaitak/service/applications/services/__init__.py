"""What can happen to a group: filled in, signed, sent, submitted, withdrawn, ended, erased."""

from kaitak.service.applications.services.answers import save_page
from kaitak.service.applications.services.concluding import (
    conclude,
    settle_place,
    withdraw,
    withdraw_dependant,
)
from kaitak.service.applications.services.contact import confirm_address, send_code, set_contact
from kaitak.service.applications.services.drafts import open_draft
from kaitak.service.applications.services.enquiring import enquire, find_application
from kaitak.service.applications.services.erasing import discard_draft, erase_expired
from kaitak.service.applications.services.family import add_dependant, change_dependant, remove_dependant
from kaitak.service.applications.services.files import add_file, remove_file, replace_file
from kaitak.service.applications.services.invitations import enter_by_link, invite_company, invite_dependant
from kaitak.service.applications.services.late_money import secure_paid
from kaitak.service.applications.services.opening import open_files
from kaitak.service.applications.services.resuming import find_for_resume, resume
from kaitak.service.applications.services.sending import send_group, stop_sending
from kaitak.service.applications.services.signing import sign_part
from kaitak.service.applications.services.snapshots import keep_snapshot

__all__ = [
    "add_dependant",
    "add_file",
    "change_dependant",
    "conclude",
    "confirm_address",
    "discard_draft",
    "enquire",
    "enter_by_link",
    "erase_expired",
    "find_application",
    "find_for_resume",
    "invite_company",
    "invite_dependant",
    "keep_snapshot",
    "open_draft",
    "open_files",
    "remove_dependant",
    "remove_file",
    "replace_file",
    "resume",
    "save_page",
    "secure_paid",
    "send_code",
    "send_group",
    "set_contact",
    "settle_place",
    "sign_part",
    "stop_sending",
    "withdraw",
    "withdraw_dependant",
]
