"""Practice as a learner uses it: choose or write, commit, read; with the keyboard alone."""

from playwright.sync_api import expect


class PracticePage:
    """The questions of one round on a page.

    Parameters
    ----------
    page : playwright Page
    root : playwright Locator, optional
        The round, where there are several.
    """

    def __init__(self, page, root=None):
        self.page = page
        self.root = root or page.locator(".xp-practice").first

    def item(self, number=0):
        """One question with its answers."""
        return self.root.locator(".quiz-item").nth(number)

    def group(self, number=0):
        """The question as a screen reader names it."""
        return self.item(number).get_by_role("group")

    def status(self, number=0):
        return self.item(number).get_by_role("status")

    def total(self):
        return self.root.locator(".practice-total")

    def field(self, number=0):
        return self.item(number).get_by_label("Your answer:")

    def button(self, number=0):
        return self.item(number).locator(".xp-row").last.get_by_role("button")

    def write(self, text, number=0):
        """Write a number and press Enter in its field."""
        self.field(number).focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def choose(self, place, number=0):
        """Choose an option (Space, arrows), and go by Tab over the check box to the button."""
        self.item(number).get_by_role("radio").first.focus()
        self.page.keyboard.press("Space")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Tab")
        expect(self.item(number).get_by_role("checkbox")).to_be_focused()
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")

    def scrolls_sideways(self):
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
