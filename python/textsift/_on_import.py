"""Calls a function as soon as another package has been imported, without importing it.

The accessors for data frames must be there whichever is imported first, and ``import textsift``
must not pay for importing pandas. So a finder waits in ``sys.meta_path`` for the one import, lets
the ordinary finders find the package, and wraps its loader; when the package has run, the wrapper
calls back. The package's own ``__loader__`` and ``__spec__`` are the ordinary ones again before its
first line runs, so it and its tools see no difference.
"""

from __future__ import annotations

import sys

# Every module imported here delays `import textsift`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any


def after_import(name: str, callback: Callable[[], None]) -> None:
    """Calls ``callback`` once ``name`` has been imported: now, if it has been already.

    A callback that fails gives a warning; the import that it followed succeeds.

    >>> after_import("sys", lambda: print("sys is there"))
    sys is there
    """
    if _is_imported(name):
        _call(name, callback)
    else:
        sys.meta_path.insert(0, _Finder(name, callback))


def _is_imported(name: str) -> bool:
    module = sys.modules.get(name)
    spec = getattr(module, "__spec__", None)
    return module is not None and not getattr(spec, "_initializing", False)


def _call(name: str, callback: Callable[[], None]) -> None:
    try:
        callback()
    except Exception as error:  # the user's import must not fail on our account
        import warnings

        message = f"textsift could not attach itself to {name}: {error}"
        warnings.warn(message, ImportWarning, stacklevel=2)


class _Finder:
    """Waits for one package; steps aside when it has come."""

    def __init__(self, name: str, callback: Callable[[], None]) -> None:
        self.name = name
        self.callback = callback

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        for finder in list(sys.meta_path):
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(fullname, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _Loader(spec.loader, self)  # type: ignore[assignment]
                return spec
        return None

    def loaded(self) -> None:
        if self in sys.meta_path:
            sys.meta_path.remove(self)
            _call(self.name, self.callback)


class _Loader:
    """The package's own loader, with a call at the end."""

    def __init__(self, loader: Loader, finder: _Finder) -> None:
        self._loader = loader
        self._finder = finder

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        self._finder.loaded()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)
