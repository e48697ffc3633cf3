"""Who is at the screen: the façade as they have it, or the page that asks them to sign in.

Streamlit speaks OpenID Connect with the identity provider and keeps what that says of a person in a signed cookie.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.errors import StreamlitAuthError

from assistant.access.people import Person, person_of
from assistant.ui.escape import markdown

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.people import Views


def own_assistant(whole: Assistant) -> Assistant | None:
    """The façade as the person at the screen has it; None while nobody has signed in and somebody should."""
    sign_in = whole.settings.sign_in
    if sign_in is None:
        return whole
    signed_in = bool(st.user.get("is_logged_in"))
    person = person_of(st.user.to_dict(), sign_in, now_s=time.time()) if signed_in else None
    if person is None:
        return None
    with st.sidebar, st.container(horizontal=True, vertical_alignment="center", key="person"):
        st.caption(markdown(person.name))
        st.button("Sign out", key="sign-out", type="tertiary", on_click=st.logout)
    return _assistant_of(whole, person)


def show() -> None:
    """Asks a person to sign in, in place of every page."""
    st.title("Sign in")
    st.markdown("What you may see here depends on who you are. You are taken to your organisation's own sign-in page.")
    if st.button("Sign in", key="sign-in", type="primary"):
        try:
            st.login()
        except StreamlitAuthError as error:
            st.error(
                "The identity provider is not configured, so nobody can sign in. The administrator has to fill in the "
                f"table [auth] of `.streamlit/secrets.toml` (docs/access.md). {markdown(str(error).splitlines()[0])}"
            )


@st.cache_resource(show_spinner=False)
def _views(_whole: Assistant) -> Views:
    from assistant.people import Views

    return Views(_whole)


@st.cache_resource(
    show_spinner=False, max_entries=500, hash_funcs={Person: lambda person: (person.id, sorted(person.groups))}
)
def _assistant_of(_whole: Assistant, person: Person) -> Assistant:
    """Kept for each person, so that a click opens nothing anew."""
    return _views(_whole).of(person)
