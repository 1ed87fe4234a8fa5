"""Where encrypted documents are kept: a folder, or an S3-compatible store."""

from typing import Any

from kaitak.service.config.environment import Environment


def storage_settings(env: Environment) -> dict[str, Any]:
    """Return the entry of Django's ``STORAGES`` for documents. Credentials for S3 come from its usual variables."""
    if env.storage == "folder":
        return {
            "BACKEND": "kaitak.service.documents.folder.DurableFolder",
            "OPTIONS": {"location": env.data.resolve() / "documents", "file_permissions_mode": 0o600},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.s3_bucket,
            "endpoint_url": env.s3_endpoint or None,
            "region_name": env.s3_region or None,
            "file_overwrite": False,
            "default_acl": None,
        },
    }
