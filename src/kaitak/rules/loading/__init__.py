"""From folders to a checked policy: read, check shapes, lay overlays, build, canonicalise."""
