"""When verdicts turn by themselves: spells of one verdict, the turns between them, and the reason of each."""
