"""What makes two families fit well, by key: interests, themes, and what one may wish of the other.

What a vraaggezin wishes is what a steungezin can have (`HOME`), and the other way round (`COMING`):
so the keys of a wish and of a fact are the same. Origin and religion are not among them, and never
are: nobody is chosen or passed over for those.
"""

from collections.abc import Collection, Mapping

from core.wording import Text, _, _l

INTERESTS: dict[str, Text] = {
    "ball_sports": _l("voetbal en andere balsporten"),
    "swimming": _l("zwemmen"),
    "cycling": _l("fietsen en skaten"),
    "outdoors": _l("buiten spelen en de natuur"),
    "animals": _l("dieren"),
    "gardening": _l("tuinieren"),
    "cooking": _l("koken en bakken"),
    "crafts": _l("knutselen en tekenen"),
    "building": _l("bouwen en techniek"),
    "music": _l("muziek maken en zingen"),
    "dancing": _l("dansen en toneel"),
    "reading": _l("lezen en voorlezen"),
    "board_games": _l("spelletjes en puzzels"),
    "gaming": _l("gamen en computers"),
    "outings": _l("uitstapjes en musea"),
}

THEMES: dict[str, Text] = {
    "divorce": _l("scheiding"),
    "single_parent": _l("alleen opvoeden"),
    "money": _l("geldzorgen"),
    "small_network": _l("weinig mensen om op terug te vallen"),
    "young_parent": _l("jong ouder worden"),
    "twins": _l("een meerling"),
    "exhaustion": _l("overbelasting of burn-out"),
    "illness_parent": _l("ziekte van een ouder"),
    "mental_health": _l("psychische klachten"),
    "addiction": _l("verslaving in de familie"),
    "illness_child": _l("ziekte van een kind"),
    "disability": _l("een beperking"),
    "autism": _l("autisme"),
    "adhd": _l("ADHD"),
    "grief": _l("verlies en rouw"),
    "informal_care": _l("mantelzorg"),
}
"""What plays at home, or what somebody lived through; much of it is about health."""

OWN_CHILDREN, NO_OWN_CHILDREN = "own_children", "no_own_children"
FOLLOWS_FROM_AGES = frozenset({OWN_CHILDREN, NO_OWN_CHILDREN})
"""What is at home, but not asked as such: the ages of their own children tell."""
HOME: dict[str, Text] = {
    OWN_CHILDREN: _l("eigen kinderen thuis"),
    NO_OWN_CHILDREN: _l("geen andere kinderen thuis"),
    "two_adults": _l("twee volwassenen"),
    "quiet_house": _l("een rustig huis"),
    "lively_house": _l("een levendig huis"),
    "garden": _l("een tuin"),
    "playground": _l("een speeltuin of bos dichtbij"),
    "own_bed": _l("een eigen slaapplek"),
    "step_free": _l("een huis zonder trappen"),
    "car": _l("een auto"),
    "few_screens": _l("weinig schermen"),
    "fixed_rhythm": _l("een vast ritme"),
    "works_in_care": _l("ervaring in de zorg of het onderwijs"),
}
"""What is at a steungezin's, and what a vraaggezin may wish for."""

COMING: dict[str, Text] = {
    "one_child": _l("één kind tegelijk"),
    "calm": _l("een rustig kind"),
    "lively": _l("een druk kind"),
    "plays_alone": _l("kan zich alleen vermaken"),
    "toilet_trained": _l("is zindelijk"),
    "sleeps_well": _l("slaapt goed"),
    "eats_along": _l("eet mee wat de pot schaft"),
    "brings_food": _l("brengt eigen eten mee"),
    "brought_and_fetched": _l("wordt gebracht en gehaald"),
    "fond_of_animals": _l("gaat goed met dieren om"),
    "swims": _l("kan zwemmen"),
    "free_times": _l("kan schuiven met de tijden"),
    "meets_parent": _l("de ouder wil ook contact"),
}
"""What a request brings along, and what a steungezin may wish for."""


def words_for(labels: Mapping[str, Text], keys: Collection[str] | None) -> str:
    """The labels of these keys in one line; "" where nobody asked, "geen" where there are none.

    A key that is not known any more stands for itself.
    """
    if keys is None:
        return ""
    return ", ".join(str(labels.get(key, key)) for key in keys) or _("geen")
