"""axe-core looks at a page: what it finds, a person with a screen reader or weak eyes would meet.

The rules come with the package axe-playwright-python, so that no node and no network is needed.
"""

from axe_playwright_python.sync_playwright import Axe

OPTIONS = {"resultTypes": ["violations", "incomplete"]}


def axe_findings(page, root=None):
    """Let axe-core look at a page, or at a part of it, with all of its rules.

    Parameters
    ----------
    page : playwright Page or Frame
    root : str, optional
        A selector: only what is inside is looked at. Without it, the whole page.

    Returns
    -------
    list of str
        One line for each element that breaks a rule; empty is well.
    """
    response = Axe().run(page, context=root, options=OPTIONS).response
    assert response["passes"], f"axe-core found nothing to look at in {root or 'the page'}"
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html']}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
