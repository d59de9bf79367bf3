"""The choice of a format: whatever a client sends, one format on offer or a clear refusal."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from plangraph.api.replies import GRAPHS, RESULTS, by_accept, by_name, wants_page
from plangraph.ontology.errors import NotAcceptableError

NAMES = st.sampled_from(
    [kind for offer in (*RESULTS, *GRAPHS) for kind in (offer.media_type, *offer.aliases)]
    + ["*/*", "text/*", "application/*", "image/png", "text/html", ""]
)
RANGES = st.builds(
    lambda name, weight: f"{name};q={weight}",
    NAMES,
    st.one_of(st.floats(), st.text(max_size=4), st.sampled_from(["0", "1", "0.5"])),
)


@given(st.one_of(st.none(), st.text(max_size=80), st.lists(RANGES).map(",".join)))
def test_any_accept_header_gives_an_offer_or_a_refusal(accept: str | None) -> None:
    """No header breaks the choice."""
    for offers in (RESULTS, GRAPHS):
        with suppress(NotAcceptableError):
            choice = by_accept(accept, offers)
            assert choice.offer in offers
            assert choice.media_type in (choice.offer.media_type, *choice.offer.aliases)


def test_every_offer_answers_to_its_names() -> None:
    """Short name, media type and aliases all choose the same format."""
    for offers in (RESULTS, GRAPHS):
        for offer in offers:
            for name in (offer.name, offer.media_type, *offer.aliases):
                assert by_name(name, offers).offer is offer


def test_only_browsers_get_pages() -> None:
    """A page is for who asks for one first: no program gets HTML by accident."""
    assert wants_page("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    for accept in (
        None,
        "",
        "*/*",
        "text/*",
        "application/json",
        "text/html;q=0",
        "text/html;q=0.5,text/turtle",
    ):
        assert not wants_page(accept)
