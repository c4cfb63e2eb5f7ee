"""A field as the templates see it: its words, its ids, what was typed and what is wrong."""

from dataclasses import dataclass

from core.web.forms.spec import Choice, Spec


@dataclass(frozen=True, slots=True)
class BoundField:
    """One field of a form, ready to be shown."""

    name: str
    spec: Spec
    typed: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def value(self) -> str:
        """Return what stands in the control; a password is never shown again."""
        if self.spec.input_type == "password" or not self.typed:
            return ""
        return self.typed[0]

    @property
    def id(self) -> str:
        """Return the id of the control, or the stem of the ids of its choices."""
        return self.name.replace("_", "-")

    @property
    def target_id(self) -> str:
        """Return the id to jump to: the control, or its first choice."""
        match self.spec.widget:
            case "radio" | "checkboxes" if self.spec.choices:
                return self.choice_id(self.spec.choices[0])
            case "dayparts":
                return f"{self.id}-0"
            case _:
                return self.id

    def choice_id(self, choice: Choice) -> str:
        """Return the id of one radio button or checkbox."""
        return f"{self.id}-{choice[0]}"

    def chosen(self, value: object) -> bool:
        """Return whether a choice is ticked."""
        return str(value) in self.typed

    @property
    def described_by(self) -> str:
        """Return the ids of the hint and the error, for `aria-describedby`."""
        hint: list[str] = [f"{self.id}-uitleg"] if self.spec.hint else []
        error: list[str] = [f"{self.id}-fout"] if self.errors else []
        return " ".join(hint + error)

    @property
    def optional(self) -> bool:
        """Return whether to say "(niet verplicht)"; a lone checkbox says so by itself."""
        return not self.spec.required
