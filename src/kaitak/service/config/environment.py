"""What an operator sets from outside: environment variables that begin with ``KAITAK_``."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """The settings of one installation. Each field is described in ``docs/production.md``."""

    model_config = SettingsConfigDict(env_prefix="KAITAK_", extra="ignore")

    mode: Literal["sandbox", "production"] = "sandbox"
    data: Path = Path("var")
    database_url: str = ""
    secret_key: SecretStr = SecretStr("")
    master_key: SecretStr = SecretStr("")
    hosts: list[str] = Field(default_factory=lambda: ["localhost", "127.0.0.1", "[::1]"])
    public_url: str = "http://localhost:8000"
    port: int = 8000
    overlays: list[Path] = Field(default_factory=list)

    email_url: str = ""
    email_from: str = "Kaitak <no-reply@kaitak.invalid>"

    storage: Literal["folder", "s3"] = "folder"
    s3_bucket: str = ""
    s3_endpoint: str = ""
    s3_region: str = ""
    clamd: str = ""

    payment_provider: Literal["sandbox", "stripe"] = "sandbox"
    stripe_secret_key: SecretStr = SecretStr("")
    stripe_webhook_secret: SecretStr = SecretStr("")
    stripe_base_address: str = ""

    metrics_token: SecretStr = SecretStr("")
    api_rate: str = "120/m"

    evisa_issuer: str = "UTO"
    evisa_country: str = "UT"
    evisa_office: str = "KT"
    web_workers: int = 2

    @property
    def is_sandbox(self) -> bool:
        """Tell whether test payments, the mail reader and demonstration people are allowed."""
        return self.mode == "sandbox"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the settings of this process, read once."""
    return Environment()
