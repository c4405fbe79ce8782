"""Questions on a page, whoever asks them: a quiz or a round of practice."""

from playwright.sync_api import expect


class QuestionsPage:
    """The questions of one quiz or round.

    Parameters
    ----------
    page : playwright Page
    root : playwright Locator, optional
        The quiz or round, where there are several.
    """

    first: str  # finds the first one on a page

    def __init__(self, page, root=None):
        self.page = page
        self.root = root or page.locator(self.first).first

    def item(self, number=0):
        """One question with its answers."""
        return self.root.locator(".quiz-item").nth(number)

    def group(self, number=0):
        """The question as a screen reader names it."""
        return self.item(number).get_by_role("group")

    def status(self, number=0):
        return self.item(number).get_by_role("status")

    def radios(self, number=0):
        return self.item(number).get_by_role("radio")

    def choose(self, place, number=0):
        """Choose an option: Space on the first, arrows to the others."""
        self.radios(number).first.focus()
        self.page.keyboard.press("Space")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        expect(self.radios(number).nth(place)).to_be_checked()

    def scrolls_sideways(self):
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
