"""Who is let in: the middleware finds the actor and refuses by default; each view says whom it admits."""

from kaitak.service.portals.admission.admits import ActorRequest, admits, anyone

__all__ = ["ActorRequest", "admits", "anyone"]
