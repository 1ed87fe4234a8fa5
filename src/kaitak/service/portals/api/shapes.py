"""What programs send, and what they are answered. The schemas are the engine's own."""

from typing import Any, ClassVar, Literal

from ninja import Schema
from pydantic import ConfigDict, GetJsonSchemaHandler, RootModel
from pydantic_core import CoreSchema

from kaitak import rules
from kaitak.service.applications.policy import current_policy

Language = Literal["en", "zh-Hant", "zh-Hans"]


class _OfTheEngine(RootModel[dict[str, Any]]):
    """A document whose schema follows from the policy in force."""

    schema_name: ClassVar[str]

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        found = rules.schema(current_policy(), cls.schema_name)
        return {key: value for key, value in found.items() if key != "$schema"}


class Profile(_OfTheEngine):
    """A person. Every key may be left out: what is left out is unknown."""

    schema_name = "profile"


class FeeCase(_OfTheEngine):
    """What fees are asked for."""

    schema_name = "fee"


class Strict(Schema):
    """A body whose keys are all known."""

    model_config = ConfigDict(extra="forbid")


class Wrong(Schema):
    """What is wrong with a request: a code, where, in words, and the known name that is nearest."""

    code: str
    path: str = ""
    message: str
    nearest: str | None = None


class Refused(Schema):
    """The answer to a request that cannot be answered."""

    errors: list[Wrong]
