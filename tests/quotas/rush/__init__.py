"""A rush on an intake: real clients, each with a connection of its own, in processes of their own."""
