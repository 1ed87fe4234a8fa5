"""What a group's procedure asks of whom: the data of the policy, seen from a group and its parts."""

from kaitak import rules
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policy import policy_of


def procedure_of(group: Group) -> rules.Procedure:
    """Return the procedure a group follows."""
    return policy_of(group).procedures[group.procedure]


def company_party(procedure: rules.Procedure) -> rules.Party | None:
    """Return the party that fills its part by a link, where the procedure has one."""
    return next((party for party in procedure.parties if party.by_link), None)


def dependant_party(procedure: rules.Procedure) -> rules.Party | None:
    """Return the party of which there may be several, where the procedure has one."""
    return next((party for party in procedure.parties if party.places), None)


def party_of(part: Part) -> rules.Party:
    """Return the procedure's party that fills a part."""
    return procedure_of(part.group).party(part.kind)
