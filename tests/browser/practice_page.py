"""Practice as a learner uses it: choose or write, commit, read; with the keyboard alone."""

from playwright.sync_api import expect

from tests.browser.questions_page import QuestionsPage


class PracticePage(QuestionsPage):
    """The questions of one round on a page."""

    first = ".xp-practice"

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

    def answer(self, place, number=0):
        """Choose an option, and go by Tab over the check box to the button."""
        self.choose(place, number)
        self.page.keyboard.press("Tab")
        expect(self.item(number).get_by_role("checkbox")).to_be_focused()
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
