"""What can go wrong when a sheet is set.

TypesettingError
├── MissingGlyphs      the fonts lack characters of the text
├── UnknownSheet       stored data name no sheet, or do not fit the one they name
└── SheetNotSet        the typesetter refused the sheet for another reason
"""


class TypesettingError(Exception):
    """A sheet could not be set; ``code`` names why, ``params`` what is concerned."""

    code = "typesetting"

    def __init__(self, message: str, **params: str) -> None:
        self.params = params
        super().__init__(message)


class MissingGlyphs(TypesettingError):
    """The fonts have no picture of some characters; ``params["characters"]`` lists them."""

    code = "missing_glyphs"


class UnknownSheet(TypesettingError):
    """Stored data cannot be made into a sheet."""

    code = "unknown_sheet"


class SheetNotSet(TypesettingError):
    """The typesetter failed; the message is its own."""

    code = "sheet_not_set"
