"""A scene as one HTML page that opens anywhere, offline: the picture, and beside it every word behind it.

All is text and links, so that it reads, prints and can be searched without any script; a small script of ours lets the
picture be moved. The page's policy allows that script and its style by their digests and nothing else: no request, no
frame, no form, no other script, whatever an announcement's words hold.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_in_language import in_its_language
from crackdown.graph.export.scene_places import Places
from crackdown.graph.export.scene_quotes import Announced, announced_by
from crackdown.graph.export.scene_svg import draw, label_of
from crackdown.graph.export.scene_told import Told
from crackdown.graph.export.scene_words import say
from crackdown.graph.showing.visible import with_controls_named


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack of the picture: its label, and its things by their numbers."""

    label: str
    things: tuple[int, ...]


def write_html(scene: Scene, notes: list[str]) -> bytes:
    """Write the page; `notes` say when it was made and of which graph."""
    scene = in_its_language(scene)
    words = scene.wanted.language
    number = {id_: at for at, id_ in enumerate(scene.nodes)}
    stacks = [
        Stack(" · ".join(label_of(mark)), tuple(number[node.id] for node in mark.members))
        for mark in Places(scene).marks
        if mark.is_stack
    ]
    told = Told(scene)
    page = _template().render(
        language=words,
        say=partial(say, words),
        policy=_policy(),
        style=Markup(_part("css")),
        script=Markup(_part("js")),
        title=scene.wanted.title or say(words, "untitled"),
        notes=notes,
        link=web_link(scene.wanted.address),
        query=scene.wanted.query,
        picture=_picture(scene, stacks),
        stacks=stacks,
        things=told.things(),
        relations=told.relations(),
        number=number,
        announcements=[_announced(one) for one in announced_by(scene).values()],
    )
    return page.encode()


def web_link(url: str | None) -> str | None:
    """Return an address that is safe as a link, None for any other (`javascript:` and the like).

    >>> web_link("https://example.org/"), web_link("javascript:alert(1)")
    ('https://example.org/', None)
    """
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _announced(one: Announced) -> dict[str, Any]:
    return {**one.to_row(), "link": web_link(one.url)}


def _picture(scene: Scene, stacks: list[Stack]) -> Markup:
    """Draw the picture with each mark and line a link to its words; the foot stands on the page already."""
    picture = draw(scene, [], with_title=False)
    picture.set("role", "group")  # an image hides from screen readers the links that it holds
    places = {stack.things: at for at, stack in enumerate(stacks)}
    number = {id_: at for at, id_ in enumerate(scene.nodes)}
    home = {thing: at for stack, at in places.items() for thing in stack}
    for element in picture.iter("g"):
        things, links = element.get("data-things"), element.get("data-links")
        if things:
            key = tuple(int(one) for one in things.split())
            _lead(element, f"#stack-{places[key]}" if key in places else f"#thing-{key[0]}")
        elif links:
            first, *more = (int(one) for one in links.split())
            ends = (number[scene.edges[first].source], number[scene.edges[first].target])
            stack = next((home[end] for end in ends if end in home), None)
            _lead(element, f"#stack-{stack}" if more and stack is not None else f"#link-{first}")
            element.set("tabindex", "-1")  # the words lead to every line; by keyboard the things are enough
    return Markup(ET.tostring(picture, encoding="unicode"))


def _lead(element: ET.Element, address: str) -> None:
    element.tag = "a"
    element.set("href", address)


@cache
def _part(suffix: str) -> str:
    return files("crackdown.graph.export").joinpath(f"scene_page.{suffix}").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    return (
        f"default-src 'none'; style-src '{_digest(_part('css'))}'; script-src '{_digest(_part('js'))}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("crackdown.graph.export", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["shown"] = with_controls_named
    return environment.get_template("scene_page.html")
