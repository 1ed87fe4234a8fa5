"""The policy, changed in the office: amendments written, looked at, published."""
