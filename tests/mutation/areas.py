"""What is mutated, and which folders of tests answer for it. These are also the files that
`make coverage` wants reached in every line and branch."""
from pathlib import Path

ROOT = Path(__file__).parents[2]
POLICIES = [str(path.relative_to(ROOT / "peoplehub")) for name in ("policy.py", "policy/*.py")
            for path in ROOT.glob(f"peoplehub/*/{name}")]
AREAS: dict[str, list[str]] = {  # the files, below peoplehub/
    "permissions": [*sorted(POLICIES), "core/errors.py",
                    "accounts/actions/roles_and_suspension.py"],
    "moderation": ["moderation"],
    "messages": ["messages"],
    "text": ["core/text"],
}
BESIDE = {  # files that are there for another package, and what that package tests of them
    "messages/draft_places.py": ["tests/drafts/test_list_of_drafts.py"],
    "moderation/join_cases.py": ["tests/membership"],
    "moderation/letter_cases.py": ["tests/contact"],
}


def files_of(area: str) -> list[Path]:
    found: list[Path] = []
    for name in AREAS[area]:
        path = ROOT / "peoplehub" / name
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [path for path in found if path.name != "__init__.py"]


def tests_of(path: Path) -> list[str]:
    """Files and folders of tests, as pytest names them."""
    package, *within = path.relative_to(ROOT / "peoplehub").parts
    if within[0] == "text":
        return [f"tests/core/test_{name}.py" for name in ("rendering", "text", "links", "typing")]
    if path in files_of("permissions"):
        rules = "test_errors.py" if package == "core" else "test_permitted.py"
        if (ROOT / "tests" / package / rules).is_file():
            beside = ["tests/accounts/test_second_step.py"] if path.parent.name == "actions" else []
            return [f"tests/{package}/{rules}", *beside]
    tables = "models" in (path.stem, path.parent.name)
    documents = ["tests/house/test_paperwork.py"] if tables else []
    beside = BESIDE.get(f"{package}/{'/'.join(within)}", [])
    return [f"tests/{package}", *documents, *beside]


if __name__ == "__main__":  # for `coverage report --include`
    print(",".join(str(path) for area in AREAS for path in files_of(area)))
