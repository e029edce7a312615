"""What hinders reading on a page as it stands in the browser: pale code, small print, cut and covered texts."""

from playwright.sync_api import Page

PALE_CODE = """() => {
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, channel, i) => {
        const c = channel / 255
        return sum + [0.2126, 0.7152, 0.0722][i] * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    }, 0.05)
    return [...document.querySelectorAll(".stCode pre")].flatMap(panel => {
        const ground = light(getComputedStyle(panel).backgroundColor)
        return [...panel.querySelectorAll("span")].filter(it => it.innerText.trim()).flatMap(word => {
            const text = light(getComputedStyle(word).color)
            const contrast = Math.max(text, ground) / Math.min(text, ground)
            return contrast < 4.5 ? [`${word.className} ${word.innerText}: ${contrast.toFixed(2)}`] : []
        })
    })
}"""

HARD_TO_READ = """() => {
    const main = document.querySelector("[data-testid=stMain]")
    const seen = it => it.checkVisibility({visibilityProperty: true, opacityProperty: true})
    const tools = [...main.querySelectorAll("[data-testid=stElementToolbar]")].filter(seen).map(it =>
        [it.closest("[data-testid=stElementContainer]"), it.getBoundingClientRect()])
    const nodes = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    const found = []
    while (nodes.nextNode()) {
        const holder = nodes.currentNode.parentElement, words = nodes.currentNode.data.trim()
        const range = document.createRange()
        range.selectNodeContents(nodes.currentNode)
        const place = range.getBoundingClientRect()
        // What only a screen reader gets is shown in one pixel.
        if (!words || !seen(holder) || place.width < 2) continue
        const matrix = holder.closest("svg") && holder.getScreenCTM()
        const size = parseFloat(getComputedStyle(holder).fontSize) * (matrix ? Math.hypot(matrix.a, matrix.b) : 1)
        if (size < 11) found.push(`${size.toFixed(1)} pixels: ${words}`)
        for (let box = holder; box !== main; box = box.parentElement)
            if (getComputedStyle(box).textOverflow === "ellipsis"
                && place.right > box.getBoundingClientRect().right + 0.5)
                found.push(`cut: ${words}`)
        for (const [owner, bar] of tools)
            if (!owner.contains(holder) && place.left < bar.right && bar.left < place.right
                && place.top < bar.bottom && bar.top < place.bottom)
                found.push(`under the tools of a table: ${words}`)
    }
    return found
}"""


def pale_code(page: Page) -> list[str]:
    """The words in code panels, of whatever colour the highlighter gives them, below WCAG's 4.5:1."""
    return page.evaluate(PALE_CODE)


def hard_to_read(page: Page) -> list[str]:
    """Texts smaller than 11 pixels, ended by an ellipsis, or covered by a table's tools."""
    return page.evaluate(HARD_TO_READ)
