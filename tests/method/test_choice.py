"""Which variants a tenant uses, and what it pinned."""

import pytest
from sqlalchemy import select

from core.errors import Refused
from core.method.choice import (
    chosen,
    every,
    known_methods,
    label,
    make_default,
    method_of,
    methods_of,
    pinned,
    switch_off,
    switch_on,
    take_version,
)
from core.method.models import MethodVersion
from core.method.registry import Methods, UnknownVariant
from core.method.standard import standard
from core.method.variant import EndReason
from tests.fixtures_web import Working
from tests.method.variants import installed, variant

SHORT = variant("short", trial_days=28)
NEWER = variant("short", 2, trial_days=35)


def test_versions_of_a_variant() -> None:
    methods = Methods([NEWER, SHORT])
    assert methods.newest("short") is NEWER
    assert methods.variant("short", 1) is SHORT
    assert "short" in methods
    assert "standard" not in methods
    with pytest.raises(ValueError, match="already"):
        methods.add(SHORT)
    with pytest.raises(UnknownVariant):
        methods.newest("other")


def test_who_never_chose_has_the_newest_standard(working: Working) -> None:
    newer = variant("standard", 2)
    with working() as work:
        assert (method_of(work), chosen(work)) == (standard(), ())
    with installed(newer), working() as work:
        assert methods_of(work) == (newer,)


def test_a_variant_is_switched_on_and_off(working: Working) -> None:
    with installed(SHORT, NEWER):
        with working() as work:
            switch_on(work, "short")
            switch_on(work, "short")
        with working() as work:
            assert methods_of(work) == (standard(), NEWER)
            make_default(work, "short")
            assert methods_of(work) == (NEWER, standard())
            with pytest.raises(Refused, match="gewone methode"):
                switch_off(work, "short")
            switch_off(work, "standard")
            assert methods_of(work) == (NEWER,)
        with working() as work:
            assert methods_of(work) == (NEWER,)


def test_what_cannot_be_chosen_is_refused(working: Working) -> None:
    with installed(SHORT), working() as work:
        with pytest.raises(Refused, match="geïnstalleerd"):
            switch_on(work, "nobody")
        with pytest.raises(Refused, match="eerst aan"):
            make_default(work, "short")
        with pytest.raises(Refused, match="eerst aan"):
            take_version(work, "short", 1)
        with pytest.raises(Refused, match="gewone methode"):
            switch_off(work, "standard")
        with pytest.raises(Refused, match="versie is er niet"):
            take_version(work, "standard", 9)
        switch_off(work, "short")
        make_default(work, "standard")


def test_a_newer_version_waits_until_it_is_taken(working: Working) -> None:
    with installed(SHORT), working() as work:
        switch_on(work, "short")
    with installed(SHORT, NEWER), working() as work:
        assert methods_of(work) == (standard(), SHORT)
        take_version(work, "short", 2)
        assert methods_of(work) == (standard(), NEWER)
        assert work.session.scalars(select(MethodVersion.version)).all().count(2) == 1


def test_a_plugin_that_is_gone_leaves_its_versions(working: Working) -> None:
    left = (*standard().end_reasons, EndReason("enough", "Genoeg gedaan"))
    gone = variant("short", trial_days=28, end_reasons=left)
    with installed(gone), working() as work:
        switch_on(work, "short")
    with working() as work:
        assert pinned(work, "short", 1) == gone
        assert gone in known_methods(work)
        assert [one.key for one in every(work, "end_reasons")][-1] == "enough"
        assert methods_of(work) == (standard(), gone)
        with pytest.raises(UnknownVariant):
            pinned(work, "short", 2)


def test_words_of_what_was_recorded_without_its_variant(working: Working) -> None:
    with working() as work:
        assert label(work, "support_forms", "weekend") == "In het weekend"
        assert label(work, "support_forms", "of_long_ago") == "of_long_ago"
