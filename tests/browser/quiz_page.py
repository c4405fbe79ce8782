"""A quiz as a learner uses it: choose, commit, read, answer again; with the keyboard alone."""

from playwright.sync_api import expect


class QuizPage:
    """The items of one quiz on a page.

    Parameters
    ----------
    page : playwright Page
    root : playwright Locator, optional
        The quiz, where there are several.
    """

    def __init__(self, page, root=None):
        self.page = page
        self.root = root or page.locator(".xp-quiz").first

    def item(self, number=0):
        """One question with its options."""
        return self.root.locator(".quiz-item").nth(number)

    def group(self, number=0):
        """The group of radio buttons of a question, as a screen reader names it."""
        return self.item(number).get_by_role("group")

    def status(self, number=0):
        return self.item(number).get_by_role("status")

    def radios(self, number=0):
        return self.item(number).get_by_role("radio")

    def chosen(self, number=0):
        """The place of the option that is chosen; None before there is one."""
        checked = [radio.is_checked() for radio in self.radios(number).all()]
        return checked.index(True) if True in checked else None

    def choose(self, place, number=0):
        """Choose an option: Space on the first, arrows to the others."""
        self.radios(number).first.focus()
        self.page.keyboard.press("Space")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        expect(self.radios(number).nth(place)).to_be_checked()

    def answer(self, place, number=0):
        """Choose an option and commit to it: Tab leads to the button, Enter presses it."""
        self.choose(place, number)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")

    def answer_again(self, number=0):
        """Press the button, two Tabs behind the options or one behind the first button."""
        self.item(number).get_by_role("button", name="Answer again").focus()
        self.page.keyboard.press("Enter")

    def scrolls_sideways(self):
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
