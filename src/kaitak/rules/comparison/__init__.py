"""Two days side by side: what the policy says on each, and what that means for one person."""
