"""Which way in: questions one by one, the routes' verdicts beside them. The page carries what was answered."""
