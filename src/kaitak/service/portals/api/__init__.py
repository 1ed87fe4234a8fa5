"""The same as the pages and the command, for programs: `/api/v1/`, described by OpenAPI."""
