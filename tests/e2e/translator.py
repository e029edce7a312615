"""The browser's own translation as Chrome carries it out, with a sign before each text instead of other words."""

from playwright.sync_api import Page

SIGN = "¶"

# Each text is replaced by a new one in two <font> elements; what appears or changes later is translated a moment later.
# So says Chrome's translator, which, as this does, runs in a world of its own: it has the page, but not its scripts.
TRANSLATOR = """(() => {
    const made = new WeakSet()
    const font = child => {
        const it = document.createElement("font")
        it.style.verticalAlign = "inherit"
        it.append(child)
        return it
    }
    const translate = () => {
        const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = []
        while (nodes.nextNode()) texts.push(nodes.currentNode)
        for (const text of texts)
            if (text.data.trim() && !made.has(text)
                && !text.parentElement.closest("[translate=no], .notranslate, script, style, textarea")) {
                const translated = new Text("¶" + text.data)
                made.add(translated)
                text.replaceWith(font(font(translated)))
            }
        observer.takeRecords()
        waiting = false
    }
    let waiting = false
    const observer = new MutationObserver(() => {
        if (!waiting) setTimeout(translate, 200)
        waiting = true
    })
    translate()
    observer.observe(document.body, {childList: true, characterData: true, subtree: true})
})()"""


def translate(page: Page) -> None:
    """Begin to translate this page, and go on until it is left."""
    browser = page.context.new_cdp_session(page)
    frame = browser.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = browser.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
    answer = browser.send("Runtime.evaluate", {"expression": TRANSLATOR, "contextId": world})
    assert "exceptionDetails" not in answer, answer
