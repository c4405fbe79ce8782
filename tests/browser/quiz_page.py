"""A quiz as a learner uses it: choose, commit, read, answer again; with the keyboard alone."""

from tests.browser.questions_page import QuestionsPage


class QuizPage(QuestionsPage):
    """The items of one quiz on a page."""

    first = ".xp-quiz"

    def chosen(self, number=0):
        """The place of the option that is chosen; None before there is one."""
        checked = [radio.is_checked() for radio in self.radios(number).all()]
        return checked.index(True) if True in checked else None

    def answer(self, place, number=0):
        """Choose an option and commit to it: Tab leads to the button, Enter presses it."""
        self.choose(place, number)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")

    def answer_again(self, number=0):
        """Press the button, two Tabs behind the options or one behind the first button."""
        self.item(number).get_by_role("button", name="Answer again").focus()
        self.page.keyboard.press("Enter")
