"""How far long work is: a line on a terminal, a bar in a notebook, drawn by tqdm."""

from __future__ import annotations

from typing import Any

__all__ = ["Bar"]

_FORMAT = (
    "{percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}, {rate_fmt}{postfix}]"
)
_OPEN = "{n_fmt} [{elapsed}, {rate_fmt}{postfix}]"


class Bar:
    """Counts bytes to their ``total``, if that is known, and texts beside them.

    >>> import sys
    >>> bar = Bar(2_000_000, file=sys.stdout)
    >>> bar.reached(1_000_000, 250)
    >>> bar.close()
    """

    def __init__(self, total: int | None, **options: Any) -> None:
        try:
            from tqdm.auto import tqdm
        except ImportError as error:
            hint = "showing progress needs tqdm: pip install 'textsift[progress]'"
            raise ImportError(hint) from error
        plain: dict[str, Any] = {"unit": "B", "unit_scale": True, "dynamic_ncols": True}
        plain["bar_format"] = _OPEN if total is None else _FORMAT
        self._bar = tqdm(total=total, **plain, **options)

    def reached(self, size: int, texts: int) -> None:
        """Says how many bytes and texts are done in all."""
        self._bar.set_postfix_str(f"{texts:,} texts", refresh=False)
        self._bar.update(size - self._bar.n)

    def close(self) -> None:
        """Ends the line."""
        self._bar.close()
