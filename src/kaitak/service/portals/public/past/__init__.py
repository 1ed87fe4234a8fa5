"""Pages about time: the history of a criterion, what changed and when, two days side by side."""
