"""The page: Gradio's blocks, in which the scripts of static/ write. No word of a report passes through a component."""

import json
from html import escape
from pathlib import Path

import gradio as gr

from index.weights import DEFAULT
from web import panes, words

FONT = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
MONO = ("ui-monospace", "monospace")
RED = gr.themes.Color(
    *("#fdf3f1", "#fbe4e0", "#f3c4bd", "#e69c92", "#cc6b5f", "#b3493d", "#9b2c23", "#7f231c", "#661d17", "#4f1712"),
    "#3a100c",
)
FIGURES = Path(__file__).parent / "figures.json"
SEND = "(text) => { window.chuchu.ask ? window.chuchu.ask(text) : (window.chuchu.early = text); return ''; }"
START = "() => { import(new URL('screen/static/main.js', document.baseURI).href).then((m) => m.start()); }"


def theme() -> gr.themes.Base:
    """Plain font names only: a GoogleFont would go out to the network."""
    base = gr.themes.Base(primary_hue=RED, neutral_hue="stone", font=FONT, font_mono=MONO)
    return base.set(
        body_background_fill="#f7f4ef",
        body_background_fill_dark="#141210",
        block_background_fill="#fffdf9",
        block_background_fill_dark="#1d1a17",
        button_primary_background_fill="#9b2c23",
        button_primary_background_fill_hover="#7f231c",
        button_primary_background_fill_dark="#b3493d",
        button_primary_text_color="white",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_400",
        input_placeholder_color="*neutral_500",
    )


def head() -> str:
    """Our style sheets and the words of the scripts; the language is said before Gradio picks its own words."""
    said = json.dumps(words.SCREEN, ensure_ascii=False).replace("<", "\\u003c")
    styles = "".join(f'<link rel="stylesheet" href="screen/static/{name}.css">' for name in ("page", "reader"))
    return (
        "<script>document.documentElement.lang = 'zh-CN';"
        "Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' });"
        f"window.chuchu = {{ words: {said} }};</script>{styles}"
    )


def build(version: str, model: str) -> gr.Blocks:
    """Two panes: the tabs on the left, the report on the right."""
    page = gr.Blocks(title=words.TITLE, fill_width=True, analytics_enabled=False)
    with page:
        _html("top", f'<header class="brand"><h1>{words.NAME}</h1><p>{words.TAGLINE}</p></header>')
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="left", min_width=0):
                _tabs()
            with gr.Column(elem_id="right", min_width=0):
                _html("reader", panes.READER)
        _html("foot", f"<footer>{_about(version, model)}<p>{words.NAME} {escape(version)}</p></footer>")
        page.load(None, js=START, api_visibility="private")
    return page


def figures() -> dict[str, float]:
    """What was measured on the bundled report, by name; the READMEs print the same (a test holds them together)."""
    found: dict[str, float] = json.loads(FIGURES.read_text("utf-8"))
    return found


def _tabs() -> None:
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab(words.TAB_ASK, elem_id="ask-tab"):
            _html("chat", panes.CHAT)
            box = gr.Textbox(
                elem_id="ask",
                label=words.ASK_LABEL,
                show_label=False,
                container=False,
                placeholder=words.ASK_PLACEHOLDER,
                submit_btn=words.ASK,
                max_lines=5,
                html_attributes=gr.InputHTMLAttributes(enterkeyhint="search", lang="zh-CN", autocomplete="off"),
            )
            box.submit(None, box, box, js=SEND, api_visibility="private")
        for name, label, pane in panes.TABS:
            with gr.Tab(label, elem_id=f"{name}-tab") as tab:
                _html(name, pane)
                tab.select(None, js=f"() => {{ window.chuchu.opened?.('{name}'); }}", api_visibility="private")


def _html(elem_id: str, value: str) -> None:
    """Fixed words only; Gradio makes templates of what it is given, so nothing from outside goes in here."""
    gr.HTML(value, elem_id=elem_id, elem_classes="ours", js_on_load=None, apply_default_css=False, container=False)


def _about(version: str, model: str) -> str:
    told = (*words.ABOUT_LINES, *(() if model == DEFAULT else (words.UNCALIBRATED,)))
    known = {"version": version, "model": model, **figures()}
    lines = "".join(f"<p>{escape(line.format_map(known))}</p>" for line in told)
    return f'<details class="about menu"><summary>{words.ABOUT}</summary><div class="items">{lines}</div></details>'
