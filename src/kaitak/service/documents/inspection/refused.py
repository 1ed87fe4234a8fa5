"""A file that is not taken, as the child process says it: a code and parameters, no sentence."""


class Refused(Exception):
    """A reason why a file is not taken."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params
