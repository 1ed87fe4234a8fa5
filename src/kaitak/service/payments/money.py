"""Hong Kong dollars, in whole cents."""


def hkd(cents: int) -> str:
    """Return an amount as it is written in all three languages: ``HK$1,300`` or ``HK$1,300.50``."""
    dollars, rest = divmod(cents, 100)
    return f"HK${dollars:,}.{rest:02}" if rest else f"HK${dollars:,}"


def decimal(cents: int) -> str:
    """Return an amount for a machine: ``1300.00``."""
    dollars, rest = divmod(cents, 100)
    return f"{dollars}.{rest:02}"
