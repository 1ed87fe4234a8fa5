"""The rules for populations, held to the answers for one person."""
