"""The review page in a real browser: a figure leads to its results and back, and nothing of a report is ever run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest
from runs import ATTACKS, RULES, hostile, reports, written

from audit_cli.pipeline import audit, audit_text
from audit_cli.report import DocumentReport, findings
from docs.browser import browser, what_lacks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(bool(what_lacks()), reason=what_lacks())

ROOT = Path(__file__).parent.parent
REPORT = str(ROOT / "fixtures" / "emergency-funding-list" / "seeded.txt")
FORM = str(ROOT / "fixtures" / "traffic-form-and-report" / "seeded.docx")
# main thread of the browser, in milliseconds; what the machine does meanwhile is not the page's
LOADED, ANSWERED = 2000, 100


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def show(opened: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Give what shows reports on a page; at the end nothing went wrong, and nothing was asked of the network."""
    troubles: list[str] = []
    contexts = []

    def shown(*found: DocumentReport, width: int = 1440, scheme: str = "light", scripts: bool = True) -> Page:
        file = tmp_path / f"{len(contexts)}.html"
        file.write_bytes(written("html", found))
        context = opened.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts  # type: ignore[arg-type]
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("request", lambda request: troubles.append(request.url) if request.url != file.as_uri() else None)
        page.goto(file.as_uri())
        return page

    yield shown
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="module")
def report() -> DocumentReport:
    (found,) = audit([REPORT], RULES)
    return found


def ticked(page: Page) -> list[tuple[str, str]]:
    """Return the numbers and texts of the operands that are drawn together."""
    found = page.eval_on_selector_all("mark[data-tick]", "all => all.map(m => [m.dataset.tick, m.textContent])")
    return sorted((number, text) for number, text in found)


def is_seen(page: Page, selector: str) -> bool:
    """Whether the middle of the element comes inside the window, and inside the pane that it scrolls in."""
    return bool(
        page.eval_on_selector(
            selector,
            """async node => {
              for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame);
              const box = node.getBoundingClientRect();
              const pane = node.closest(".sheet, aside").getBoundingClientRect();
              const middle = (Math.max(box.top, pane.top) + Math.min(box.bottom, pane.bottom)) / 2;
              return box.bottom > pane.top && box.top < pane.bottom && middle > 0 && middle < innerHeight;
            }""",
        )
    )


def test_a_finding_leads_to_its_operands(show: Callable[..., Page], report: DocumentReport) -> None:
    page = show(report)
    result = next(r for r in findings(report) if r.rule == "AR104" and "18.66" in r.comparison.claim.stated.text)
    number = report.results.index(result)
    page.locator(f"#d0r{number} .message").click()
    page.wait_for_selector(".links")
    texts = [term.figure.text for term in result.comparison.claim.terms]
    assert ticked(page) == [(str(i), text) for i, text in enumerate(texts, 1)]
    assert is_seen(page, 'mark[data-tick="1"]')
    assert page.locator(".selected").get_attribute("id") == f"d0r{number}"
    assert page.evaluate("location.hash") == f"#d0r{number}"
    # a leader from under each operand to the line that joins them
    path = page.locator(".links path").get_attribute("d") or ""
    assert path.count("H") == len(texts)
    ends = page.eval_on_selector_all(
        "mark[data-tick]",
        """all => all.map(m => {
          const boxes = m.getClientRects(), paper = m.closest(".paper").getBoundingClientRect();
          const box = boxes[boxes.length - 1];
          return [box.right - paper.left, box.bottom - paper.top + 2];
        })""",
    )
    drawn = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)H", path)]
    for x, y in ends:
        assert any(abs(x - a) < 1 and abs(y - b) < 1 for a, b in drawn)


def test_a_figure_leads_to_its_results_one_after_the_other(show: Callable[..., Page], report: DocumentReport) -> None:
    page = show(report)
    several = page.locator("mark.contradicted").evaluate_all(
        "all => all.filter(m => m.dataset.results.includes(' ')).map(m => m.id)"
    )
    mark = page.locator(f"#{several[0]}")
    numbers = (mark.get_attribute("data-results") or "").split()
    for number in [*numbers, numbers[0]]:
        mark.click()
        assert page.locator(".selected").get_attribute("id") == f"d0r{number}"
        assert is_seen(page, ".selected")
        assert is_seen(page, f"#{several[0]}")
        assert "joined" in (mark.get_attribute("class") or "")


def test_a_tied_figure_unfolds_what_ties_it(show: Callable[..., Page], report: DocumentReport) -> None:
    page = show(report)
    assert page.locator("details.ticks").get_attribute("open") is None
    page.locator("mark.tied[data-results]").nth(3).click()
    assert page.locator("details.ticks").get_attribute("open") is not None
    assert page.locator("details.ticks .selected").count() == 1
    assert is_seen(page, ".selected")


def test_an_operand_in_the_calculation_leads_to_the_figure(show: Callable[..., Page]) -> None:
    (form,) = audit([FORM], RULES)
    page = show(form)
    link = page.locator(".finding .working a").last
    link.click()
    target = (link.get_attribute("href") or "")[1:]
    assert is_seen(page, f"#{target}")
    assert page.locator(f"#{target}").get_attribute("data-tick")


def test_findings_are_filtered_and_searched(show: Callable[..., Page], report: DocumentReport) -> None:
    page = show(report)
    found = findings(report)
    seen = page.locator(".finding:not([hidden])")
    errors = [r for r in found if r.severity == "error"]
    page.locator(".filter button.error").click()
    assert seen.count() == len(found) - len(errors)
    assert page.locator(".filter button.error").get_attribute("aria-pressed") == "false"
    assert page.locator(".group.error").is_hidden()
    page.locator(".filter button.error").click()
    page.locator(".filter select").select_option("sum")
    sums = [r for r in found if r.comparison.claim.kind == "sum"]
    assert seen.count() == len(sums)
    assert page.locator(".count").inner_text() == f"显示 {len(sums)} / {len(found)} 处"
    page.locator(".filter select").select_option("")
    page.locator(".filter input").fill("ar107  执行率")
    assert seen.count() == 1
    page.locator(".filter input").fill("没有这样的")
    assert seen.count() == 0
    assert page.locator(".no-match").is_visible()
    # a figure leads to its finding all the same
    page.locator("mark.contradicted").first.click()
    assert page.locator(".selected").is_visible()
    assert seen.count() == len(found)


def test_the_keyboard_goes_everywhere(show: Callable[..., Page], report: DocumentReport) -> None:
    page = show(report)
    ids = page.locator(".finding").evaluate_all("all => all.map(f => f.id)")

    def selected() -> str | None:
        return page.locator(".selected").get_attribute("id") if page.locator(".selected").count() else None

    for key, expected in (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)):
        page.keyboard.press(key)
        assert selected() == ids[expected]
    assert page.evaluate("document.activeElement.id") == ids[0]
    assert page.locator(".status").inner_text() == f"第 1 处，共 {len(ids)} 处"
    page.keyboard.press("Enter")
    assert is_seen(page, 'mark[data-tick="2"]')
    page.keyboard.press("Escape")
    assert selected() is None
    assert page.locator(".links, [data-tick]").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("AR107 j")
    assert page.locator(".filter input").input_value() == "AR107 j"
    page.keyboard.press("Escape")
    page.locator(".filter input").fill("")
    page.locator("h2").first.click()
    page.keyboard.press("1")
    assert page.locator(".group.error").is_hidden()
    page.keyboard.press("1")
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("j")
    assert selected() is None
    page.keyboard.press("Escape")
    assert page.locator("dialog").is_hidden()
    # figures of findings can be reached and picked without a mouse
    page.locator("mark.contradicted").first.focus()
    outline = page.locator("mark.contradicted").first.evaluate("m => getComputedStyle(m).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    assert selected() is not None


def test_parts_have_roles_and_names(show: Callable[..., Page], report: DocumentReport) -> None:
    page = show(report)
    assert page.get_by_role("region", name="报告正文").count() == 1
    assert page.get_by_role("complementary", name="核对结果").count() == 1
    assert page.get_by_role("search", name="筛选").count() == 1
    assert page.get_by_role("button", name="按键说明").count() == 1
    assert page.get_by_role("img").count() == page.locator(".bar").count() > 1
    assert page.get_by_role("article").count() == len(findings(report))


def test_several_documents_are_listed_first(show: Callable[..., Page]) -> None:
    page = show(*reports())
    assert page.locator(".overview").is_visible()
    assert page.locator(".document:not([hidden])").count() == 0
    page.locator(".overview a").first.click()
    assert page.locator("#d0").is_visible()
    assert page.locator(".overview").is_hidden()
    page.keyboard.press("]")
    assert page.locator("#d1").is_visible()
    page.keyboard.press("]")
    page.keyboard.press("]")
    assert "没有这个文件" in page.locator("#d3").inner_text()
    page.keyboard.press("]")
    page.keyboard.press("[")
    assert page.locator("#d2").is_visible()
    page.locator("nav a").click()
    assert page.locator(".overview").is_visible()
    # a place on the page has an address
    page.evaluate("location.hash = 'd0r0'")
    page.wait_for_selector("#d0r0.selected")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_light_or_dark_as_the_system_is_until_told_otherwise(
    show: Callable[..., Page], report: DocumentReport, scheme: str
) -> None:
    page = show(report, scheme=scheme)

    def brightness(selector: str, what: str) -> int:
        colour = page.eval_on_selector(selector, f"node => getComputedStyle(node).{what}")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    def is_dark() -> bool:
        paper, ink = brightness(".paper", "backgroundColor"), brightness(".paper", "color")
        assert abs(paper - ink) > 300
        return paper < ink

    assert is_dark() == (scheme == "dark")
    page.get_by_role("button", name="深浅色").click()
    assert is_dark() == (scheme == "light")
    page.keyboard.press("t")
    assert is_dark() == (scheme == "dark")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_is_wider_than_the_window(show: Callable[..., Page], width: int) -> None:
    (form,) = audit([FORM], RULES)
    page = show(form, width=width)
    for selector in ("html", "main", ".document", "aside", ".sheet"):
        assert page.eval_on_selector(selector, "node => node.scrollWidth <= node.clientWidth"), selector
    page.keyboard.press("j")
    assert is_seen(page, ".selected")
    assert is_seen(page, 'mark[data-tick="1"]')


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_of_a_report_is_run(show: Callable[..., Page], attack: str) -> None:
    page = show(hostile(attack))
    page.keyboard.press("j")
    page.locator("mark[data-results]").first.click()
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("img, iframe, object").count() == 0


def test_the_policy_stops_what_slips_in(opened: Browser, tmp_path: Path, report: DocumentReport) -> None:
    file = tmp_path / "page.html"
    slipped = b"<script>document.title='owned'</script><img src='http://127.0.0.1:9/x.png' onerror='document.title=1'>"
    file.write_bytes(written("html", (report,)).replace(b"<main", slipped + b"<main", 1))
    page = opened.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("response", lambda response: asked.append(response.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert page.title() == report.profile.title
    assert asked == [file.as_uri()]
    assert sum("Content Security Policy" in line for line in said) >= 2
    page.close()


def test_it_is_read_without_its_script(show: Callable[..., Page]) -> None:
    page = show(*reports(), scripts=False)
    for number in range(len(reports())):
        assert page.locator(f"#d{number}").is_visible()
    assert page.locator(".finding").first.is_visible()


def test_it_prints_the_text_and_then_the_findings(show: Callable[..., Page], report: DocumentReport) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = show(report)
    page.keyboard.press("j")
    printed = pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    pages = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in printed]
    assert len(pages) > 3
    whole = "".join(pages)
    assert report.document is not None
    last = 0
    for block in report.document.blocks:
        text = "".join(report.document.text_of(block).split())[:12]
        # tick marks stand between the signs of the text
        found = re.compile(r"[✓✗!?\u2060]*".join(map(re.escape, text))).search(whole, last)
        assert found, text
        last = found.start()
    for result in findings(report):
        assert whole.find(result.fingerprint) > last
    assert "全部种类" not in whole


def test_ten_thousand_figures_are_usable(show: Callable[..., Page]) -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "fixtures").glob("*/seeded.txt"))]
    large = audit_text("\n".join(texts * 3), RULES)
    assert len(large.figures) > 10_000
    page = show(large)
    session = page.context.new_cdp_session(page)

    def busy() -> float:
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return 1000 * sum(metrics[f"{name}Duration"] for name in ("Script", "Layout", "RecalcStyle"))

    # the time of the thread itself, so that a busy machine says nothing of the page
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.reload()
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    assert 1000 * metrics["TaskDuration"] < LOADED
    click = """([selector, part]) => new Promise(done => {
      const all = document.querySelectorAll(selector);
      all[Math.floor(all.length * part)].click();
      requestAnimationFrame(() => requestAnimationFrame(done));
    })"""
    for selector in (".finding", "mark.tied[data-results]", "mark.contradicted", ".finding a", ".ticks .line"):
        answers = []
        for part in (0.1, 0.9, 0.3, 0.7, 0.5):
            before = busy()
            page.evaluate(click, [selector, part])
            answers.append(busy() - before)
        assert median(answers) < ANSWERED, selector
    before = busy()
    page.locator(".filter input").fill("基本")
    assert busy() - before < 2 * ANSWERED
    assert page.locator(".selected").count() <= 1
