"""Tells of the templates that members of the demonstration share."""
from peoplehub.core import files
from peoplehub.demo.office_files import MAKERS
from peoplehub.demo.story import Story
from peoplehub.member_templates import actions
from peoplehub.member_templates.template_files import TemplateFile, read_file


class Templates:
    """Continues a story of people who are there already."""

    def __init__(self, story: Story):
        self.story = story

    def template(self, said: dict) -> None:
        """Sent on that day, and decided the day after, if it was."""
        author, ago = self.story.people[said["by"]], said["days_ago"]
        words = {name: said[name] for name in ("summary", "how_to", "template_type", "topic",
                                               "licence", "shown_as") if name in said}
        with self.story.at(ago):
            template = actions.write_template(author, title=said["called"], tags=said.get("tags"),
                                              file=_file(said), **words)
            if said.get("is_sent", True):
                actions.send_template(author, template)
        if "decided" not in said:
            return
        reviewer = self.story.people[said["reviewer"]]
        with self.story.at(ago - 1):
            if said["decided"] == "published":
                actions.publish_template(reviewer, template, checked_as=said["checked_as"])
            else:
                actions.ask_for_change(reviewer, template, "", said["note"])


def _file(said: dict) -> TemplateFile:
    name = f"{said['file_name']}.{said['file_type']}"
    made = read_file(MAKERS[said["file_type"]](said["lines"]), name)
    files.store_as(made.document.key, made.document.data)
    return made
