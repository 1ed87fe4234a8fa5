"""Which question tells most next: routes and what they wait for, chances through the combinators, questions ranked."""
