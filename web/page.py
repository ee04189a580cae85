"""The page: Gradio's blocks, in which the scripts of static/ write. No word of a report passes through a component."""

import json
from html import escape

import gradio as gr

from index.weights import DEFAULT
from web import words

FONT = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
MONO = ("ui-monospace", "monospace")
RED = gr.themes.Color(
    *("#fdf3f1", "#fbe4e0", "#f3c4bd", "#e69c92", "#cc6b5f", "#b3493d", "#9b2c23", "#7f231c", "#661d17", "#4f1712"),
    "#3a100c",
)
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
                _html("reader", READER)
        _html("foot", f"<footer>{_about(version, model)}<p>{words.NAME} {escape(version)}</p></footer>")
        page.load(None, js=START, api_visibility="private")
    return page


def _tabs() -> None:
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab(words.TAB_ASK, elem_id="ask-tab"):
            _html("chat", CHAT)
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
        with gr.Tab(words.TAB_SUMMARY, elem_id="summary-tab") as tab:
            _html("summary", SUMMARY)
            tab.select(None, js="() => { window.chuchu.summarize?.(); }", api_visibility="private")


def _html(elem_id: str, value: str) -> None:
    """Fixed words only; Gradio makes templates of what it is given, so nothing from outside goes in here."""
    gr.HTML(value, elem_id=elem_id, js_on_load=None, apply_default_css=False, container=False)


def _about(version: str, model: str) -> str:
    told = (*words.ABOUT_LINES, *(() if model == DEFAULT else (words.UNCALIBRATED,)))
    lines = "".join(f"<p>{escape(line.format(version=version, model=model))}</p>" for line in told)
    return f'<details class="about menu"><summary>{words.ABOUT}</summary><div class="items">{lines}</div></details>'


EXAMPLES = "".join(f'<button type="button" data-ask="{escape(q)}">{escape(q)}</button>' for q in words.EXAMPLES)
CHAT = (
    f'<div id="log" role="log" tabindex="0" aria-label="{words.CONVERSATION}">'
    f'<div id="welcome"><h2>{words.WELCOME}</h2><p>{words.WELCOME_MORE}</p>'
    f'<p class="eg">{words.EXAMPLES_LABEL}</p><div class="examples">{EXAMPLES}</div></div>'
    f'<div id="empty" hidden><h2>{words.EMPTY}</h2><p>{words.EMPTY_MORE}</p></div></div>'
    f'<div class="bar"><label title="{words.ONLY_SEARCH_MORE}"><input type="checkbox" id="only">'
    f"{words.ONLY_SEARCH}</label>"
    f'<p id="status" role="status"></p>'
    f'<button type="button" id="show" class="plain">{words.OPEN_READER}</button>'
    f'<button type="button" id="fresh" class="plain" hidden>{words.NEW_CHAT}</button></div>'
)
SUMMARY = (
    f'<div class="measure"><label for="chars">{words.LENGTH}</label><span>200</span>'
    '<input type="range" id="chars" min="200" max="2000" step="100" value="600"><span>2000</span>'
    '<output id="said" for="chars">600</output></div>'
    '<div id="outline" tabindex="0" role="region" aria-live="polite" aria-label="{label}"></div>'
).replace("{label}", words.SUMMARY)
READER = (
    f'<div class="sheet" role="region" aria-label="{words.READER}"><header class="rhead">'
    f'<div class="names"><h2 id="rtitle">{words.READER}</h2><p id="rfacts"></p></div>'
    f'<select id="pick" aria-label="{words.READER_PICK}" hidden></select>'
    f'<button type="button" id="close" aria-label="{words.CLOSE}" title="{words.CLOSE}">✕</button></header>'
    f'<div class="rtools"><input id="find" type="search" placeholder="{words.FIND}" aria-label="{words.FIND}">'
    f'<button type="button" id="contents" class="plain" aria-expanded="false">{words.CONTENTS}</button>'
    '<span id="count" role="status"></span>'
    f'<button type="button" id="prev" aria-label="{words.PREVIOUS}" title="{words.PREVIOUS}">‹</button>'
    f'<button type="button" id="next" aria-label="{words.NEXT}" title="{words.NEXT}">›</button>'
    f'<button type="button" id="sentences" class="plain" title="{words.SENTENCES_MORE}">{words.SENTENCES}</button>'
    f'<button type="button" id="print" class="plain">{words.PRINT}</button></div>'
    f'<div id="book"><p class="soon">{words.READER_SOON}</p></div>'
    f'<div id="taken" role="toolbar" aria-label="{words.SENTENCES}" hidden>'
    f'<button type="button" class="plain" data-sentence="-1">{words.SENTENCE_BEFORE}</button>'
    f'<button type="button" class="plain" data-sentence="1">{words.SENTENCE_AFTER}</button>'
    f'<button type="button" class="plain" data-take="link">{words.COPY_LINK}</button>'
    f'<button type="button" class="plain" data-take="quote">{words.COPY_SENTENCE}</button>'
    f'<button type="button" class="plain" id="away">{words.SENTENCE_AWAY}</button>'
    '<span id="heard" class="offscreen" role="status"></span></div></div>'
)
