"""What a person could change so that a route passes: minimal sets of changes, ranked by effort."""
