"""The README and the guides say what is true: their code runs, their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from engines import ray_session, spark_session

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# What the code of a page imports beside textsift, or what starts it.
GUIDES = {
    "README.md": ("pandas", "pyarrow"),
    "docs/dates.md": (),
    "docs/dask.md": ("dask.dataframe", "pyarrow"),
    "docs/duckdb.md": ("duckdb", "pyarrow"),
    "docs/files.md": ("pandas", "pyarrow"),
    "docs/pandas.md": ("pandas", "pyarrow"),
    "docs/polars.md": ("polars",),
    "docs/ray.md": (ray_session,),
    "docs/spark.md": (spark_session,),
    "docs/train_entities.md": (),
}
LINKS = [
    (page, link)
    for page in PAGES
    for link in sorted(
        set(re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")))
    )
]


@pytest.mark.parametrize("name", GUIDES)
def test_the_code_runs_and_prints_what_is_printed_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in GUIDES[name]:
        if isinstance(library, str):
            pytest.importorskip(library)
        else:
            library()
    monkeypatch.chdir(tmp_path)
    markdown.run(ROOT / name)


def test_every_page_with_code_is_run() -> None:
    coded = {
        page.relative_to(ROOT).as_posix()
        for page in PAGES
        if re.search(r"^```(python|pycon)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert coded == set(GUIDES)


def test_the_commands_exist() -> None:
    script = (ROOT / "dev.py").read_text(encoding="utf-8")
    for command in re.findall(r"python3 dev\.py (\w+)", README):
        assert f"python3 dev.py {command}" in script or f'"{command}"' in script


@pytest.mark.parametrize(("page", "link"), LINKS, ids=lambda part: Path(part).name)
def test_the_links_lead_somewhere(page: Path, link: str) -> None:
    assert (page.parent / link).exists()
