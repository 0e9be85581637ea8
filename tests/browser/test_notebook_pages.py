"""What a notebook shows, in a browser: table and network in their frames, and what stands in their place elsewhere.

The page here is what a notebook makes of an output: its HTML within a document. The graph is the hostile one of all
browser tests, asked over HTTP.
"""

import pytest

import crackdown

FRAME = "iframe.crackdown-page"
STILL = ".crackdown-still"
HUB = "Harbour Immigration Office"


@pytest.fixture(scope="module")
def g(address):
    with crackdown.open(f"{address}/sparql") as investigation:
        yield investigation


@pytest.fixture
def show(browser):
    """Show an output in a window; afterwards nothing may have been asked for, and nothing may have gone wrong."""
    faults, contexts = [], []

    def open_page(output, **options):
        context = browser.new_context(viewport={"width": 1000, "height": 700}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.append(request.url) if request.url.startswith("http") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.set_content(f"<!doctype html><title>notebook</title>{output._repr_html_()}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def drawing(g):
    return g.draw(HUB)


def middle_of_a_line(frame):
    """Return where in its frame the middle of a line with a quote is drawn, once all of the drawing fits in."""
    return frame.evaluate(
        """() => {
          const told = JSON.parse(document.getElementById("told").textContent);
          const edge = Object.values(told.edges).find(one => one.quotes.length);
          const ends = network.getPositions([edge.from, edge.to]);
          const at = network.canvasToDOM({
            x: (ends[edge.from].x + ends[edge.to].x) / 2, y: (ends[edge.from].y + ends[edge.to].y) / 2 });
          const box = document.getElementById("mynetwork").getBoundingClientRect();
          return [box.left + at.x, box.top + at.y, edge.quotes[0].text];
        }"""
    )


def test_hovering_over_a_line_shows_its_quote(show, drawing):
    page = show(drawing)
    frame = page.frames[1]
    frame.wait_for_selector("#panel h2")
    x, y, quote = middle_of_a_line(frame)
    box = page.locator(FRAME).bounding_box()
    page.mouse.move(box["x"] + x - 40, box["y"] + y - 40)
    page.mouse.move(box["x"] + x, box["y"] + y, steps=5)
    frame.wait_for_selector("#tip:not([hidden]) q")
    assert frame.inner_text("#tip q").strip('“”"') in quote


def test_clicking_a_line_shows_all_its_quotes(show, drawing):
    page = show(drawing)
    frame = page.frames[1]
    frame.wait_for_selector("#panel h2")
    x, y, quote = middle_of_a_line(frame)
    box = page.locator(FRAME).bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    frame.wait_for_selector("#panel:not(:has(h2)) mark")
    assert quote in frame.locator("#panel mark").all_inner_texts()


def test_all_of_the_drawing_is_in_its_frame(show, drawing):
    frame = show(drawing).frames[1]
    frame.wait_for_selector("#panel h2")
    outside = """() => {
      const box = document.getElementById("mynetwork").getBoundingClientRect();
      return Object.values(network.getPositions()).map(one => network.canvasToDOM(one))
        .filter(at => at.x < 0 || at.y < 0 || at.x > box.width || at.y > box.height).length;
    }"""
    frame.wait_for_function(f"({outside})() === 0")


def test_the_wheel_is_the_notebooks_until_one_clicks(show, drawing):
    page = show(drawing)
    frame = page.frames[1]
    frame.wait_for_selector("#panel h2")
    box = page.locator(FRAME).bounding_box()
    before = frame.evaluate("network.getScale()")
    page.mouse.move(box["x"] + 20, box["y"] + 300)
    page.mouse.wheel(0, 300)
    assert frame.evaluate("network.getScale()") == before
    page.mouse.click(box["x"] + 20, box["y"] + 300)
    page.mouse.wheel(0, 300)
    frame.wait_for_function(f"network.getScale() !== {before}")


def test_the_picture_stands_in_on_paper_alone(show, drawing):
    page = show(drawing)
    assert (page.is_visible(FRAME), page.is_visible(STILL)) == (True, False)
    page.emulate_media(media="print")
    assert (page.is_visible(FRAME), page.is_visible(STILL)) == (False, True)


def test_the_picture_stands_in_where_frames_are_taken_out(show, drawing):
    page = show(drawing)
    page.evaluate("document.querySelector('iframe').remove()")
    assert page.is_visible(f"{STILL} img")
    assert page.evaluate("document.querySelector('.crackdown-still img').naturalWidth") > 100
    assert HUB in page.inner_text(f"{STILL} table")


@pytest.mark.parametrize("what", ["drawing", "rows"])
def test_the_picture_stands_in_where_scripts_do_not_run(show, g, drawing, what):
    page = show(drawing if what == "drawing" else g.query("SELECT * { ?s ?p ?o } LIMIT 40"), java_script_enabled=False)
    assert (page.is_visible(FRAME), page.is_visible(f"{STILL} table")) == (False, True)


def test_a_hostile_name_owns_nothing(show, g):
    (hit,) = g.find("img src", types="agency")
    page = show(g.draw(hit.node.id))
    page.frames[1].wait_for_selector("#panel h2")
    assert page.title() == "notebook"
    assert "[RLO]" in page.frames[1].inner_text("#panel h2")


@pytest.fixture
def rows(show, g):
    page = show(g.query("SELECT ?op ?n { { ?op crk:total/crk:value ?n } UNION { VALUES ?n { 9 80 } } } ORDER BY ?op"))
    frame = page.frames[1]
    frame.wait_for_selector("td")
    return frame


def column(frame, number):
    return frame.locator(f"tbody td:nth-child({number})").all_inner_texts()


def test_rows_sort_by_numbers_up_and_down(rows):
    rows.click("th:nth-child(2) button")
    assert [int(text) for text in column(rows, 2)] == sorted(int(text) for text in column(rows, 2))
    rows.click("th:nth-child(2) button")
    assert column(rows, 2)[0] == "405"
    assert rows.get_attribute("th:nth-child(2)", "aria-sort") == "descending"


def test_rows_are_searched_by_name_and_by_id(rows):
    rows.fill("#search", "conviction")
    assert column(rows, 2) == ["12"]
    rows.fill("#search", "OPERATION/KH-2026-06-08")
    assert column(rows, 2) == ["405"]


def test_many_rows_are_turned_over(show, g):
    page = show(g.query("SELECT ?s ?p { ?s ?p ?o } LIMIT 120"))
    frame = page.frames[1]
    frame.wait_for_selector("td")
    frame.click("#next")
    frame.click("#next")
    assert "101–120 of 120" in frame.inner_text("#count")
    assert frame.is_disabled("#next")
