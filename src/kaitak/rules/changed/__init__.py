"""What changed in a policy, and when: drawn from the dated versions alone."""
