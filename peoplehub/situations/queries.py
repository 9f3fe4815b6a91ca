"""What there is about a situation, an age or a region, collected for one viewer."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from peoplehub.accounts.models import User
from peoplehub.advisors import queries as advisors
from peoplehub.blogs import queries as blogs
from peoplehub.blogs.models import Entry
from peoplehub.core.viewers import Viewer
from peoplehub.forum import queries as forum
from peoplehub.forum.queries.tags import Key
from peoplehub.forum.queries.topics import TopicListItem
from peoplehub.library import queries as library
from peoplehub.library.models import Sheet
from peoplehub.member_templates import queries as member_templates
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.tags.models import SharedTag
from peoplehub.tags.queries import all_tags, slugs_behind, tag_named
from peoplehub.tags.vocabulary import FACET_OF, FAMILIES

SHEETS, TEMPLATES, ENTRIES, ADVISORS, UNANSWERED = 4, 4, 3, 6, 3


@dataclass(frozen=True)
class Chosen:
    """At most one tag of each family, by its family."""

    tags: Mapping[str, SharedTag]

    @property
    def ids(self) -> list[int]:
        return [tag.id for tag in self.tags.values()]

    @property
    def words(self) -> str:
        return ", ".join(tag.name for tag in self.tags.values())

    @property
    def only(self) -> SharedTag | None:
        """The tag, where it is one alone."""
        return next(iter(self.tags.values())) if len(self.tags) == 1 else None

    @property
    def query(self) -> dict[str, str]:
        return {family: tag.slug for family, tag in self.tags.items()}


@dataclass(frozen=True)
class Found:
    """What there is; any list may be empty. Beside the first page stands what is no topic. `older`:
    what the next page of topics begins after, where there is one."""

    topics: list[TopicListItem]
    older: Key | None
    unanswered: list[TopicListItem] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    templates: list[MemberTemplate] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    advisors: list[User] = field(default_factory=list)


def chosen_from(args: Mapping[str, str], *tags: SharedTag) -> Chosen:
    """These tags, and what else the address asks for. What there is not is left out."""
    chosen = {tag.family: tag for tag in tags}
    for family in FAMILIES:
        if family not in chosen and (tag := _tag_in(family, args.get(family, ""))):
            chosen[family] = tag
    return Chosen({family: chosen[family] for family in FAMILIES if family in chosen})


def families_for(viewer: Viewer) -> list[tuple[str, list[tuple[SharedTag, int]]]]:
    """The tags of each family, each with how many topics the viewer may read. One that is not
    offered any more is left out where there are none."""
    numbers = forum.topics_by_tag(viewer)
    tags = [(tag, numbers.get(tag.id, 0)) for tag in all_tags()]
    return [(words, [(tag, number) for tag, number in tags
                     if tag.family == family and (tag.is_offered or number)])
            for family, words in FAMILIES.items()]


def choices_beside(chosen: Chosen) -> dict[str, list[SharedTag]]:
    """What can be chosen in each family: what is offered, and what is chosen already."""
    tags, known = all_tags(), set(chosen.ids)
    return {family: [tag for tag in tags
                     if tag.family == family and (tag.is_offered or tag.id in known)]
            for family in FAMILIES}


def found_for(viewer: Viewer, chosen: Chosen, after: str = "") -> Found:
    """`after`: the `older` of another page, as its address says it. Raises NotFound for what is
    none."""
    if after:
        return Found(*forum.tagged_topics(viewer, chosen.ids, Key.of(after)))
    return Found(
        *forum.tagged_topics(viewer, chosen.ids),
        unanswered=forum.unanswered_tagged(viewer, chosen.ids, UNANSWERED),
        sheets=library.tagged_for(viewer, chosen.ids, SHEETS),
        templates=member_templates.tagged_for(viewer, chosen.ids, TEMPLATES),
        entries=blogs.tagged_for(viewer, chosen.ids, ENTRIES),
        advisors=advisors.knowing(viewer, _facets(chosen.tags.values()), ADVISORS),
    )


def _facets(tags: Iterable[SharedTag]) -> dict[str, list[str]]:
    """What an advisor knows who knows of these."""
    return {FACET_OF[tag.family]: slugs_behind(tag) for tag in tags}


def _tag_in(family: str, slug: str) -> SharedTag | None:
    tag = tag_named(slug)
    return tag if tag and tag.family == family else None
