"""Documents abreast: some pass one stage of the work before the first of them goes on to the next."""

from __future__ import annotations

from audit_cli.abreast import Staged, abreast


def test_stage_by_stage() -> None:
    passed: list[str] = []

    def run(name: str, stages: int) -> Staged[str]:
        for stage in range(stages):
            passed.append(f"{name}{stage}")
            yield
        return name

    assert list(abreast([run("a", 2), run("b", 0), run("c", 3)])) == ["a", "b", "c"]
    assert passed == ["a0", "c0", "a1", "c1", "c2"]


def test_any_number() -> None:
    def run(number: int) -> Staged[int]:
        yield
        return number

    for count in (0, 1, 10, 25):
        assert list(abreast(map(run, range(count)))) == list(range(count))
