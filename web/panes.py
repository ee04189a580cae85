"""The panes as they stand before a script writes in them: fixed words and fields, nothing from outside."""

from html import escape

from web import words

EXAMPLES = "".join(f'<button type="button" data-ask="{escape(q)}">{escape(q)}</button>' for q in words.EXAMPLES)
CHAT = (
    f'<div id="log" class="pane" role="log" tabindex="0" aria-label="{words.CONVERSATION}">'
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
    f'<div class="tools"><select id="scope" class="field" aria-label="{words.SCOPE}"></select>'
    f'<input id="about" class="field" type="search" maxlength="200" placeholder="{words.ABOUT_TOPIC}" '
    f'aria-label="{words.ABOUT_TOPIC}">'
    f'<label><input type="checkbox" id="one">{words.ONE_SENTENCE}</label>'
    f'<a id="poster" class="plain" target="_blank" href="screen/poster">{words.POSTER}</a></div>'
    f'<div class="measure"><label for="chars">{words.LENGTH}</label><span>100</span>'
    '<input type="range" id="chars" min="100" max="2000" step="100" value="600"><span>2000</span>'
    '<output id="said" for="chars">600</output></div>'
    f'<div id="outline" class="pane" tabindex="0" role="region" aria-live="polite" aria-label="{words.SUMMARY}"></div>'
)
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
    f'<button type="button" class="plain" data-take="keep">{words.KEEP}</button>'
    f'<button type="button" class="plain" id="away">{words.SENTENCE_AWAY}</button>'
    '<span id="heard" class="offscreen" role="status"></span></div></div>'
)
TRAY = (
    '<div id="tray-bar" class="tools" hidden>'
    f'<button type="button" class="plain" data-export="docx">{words.EXPORT_DOCX}</button>'
    f'<button type="button" class="plain" data-export="md">{words.EXPORT_MD}</button></div><div id="tray-said"></div>'
    f'<div id="kept" class="pane" tabindex="0" role="region" aria-label="{words.TAB_TRAY}"></div>'
)
CHECK = (
    f'<textarea id="draft" rows="5" placeholder="{words.DRAFT_MORE}" aria-label="{words.DRAFT_LABEL}"></textarea>'
    f'<div class="tools"><button type="button" id="check" class="go">{words.CHECK}</button>'
    f'<label class="plain">{words.CHOOSE_DOCX}<input type="file" id="docx" class="offscreen" accept=".docx"></label>'
    f'<button type="button" id="marked" class="plain" hidden>{words.MARKED}</button>'
    f'<button type="button" id="take-back" class="plain" hidden>{words.TAKE_BACK}</button></div>'
    f'<div id="checked" class="pane" tabindex="0" role="region" aria-label="{words.CHECKED_LABEL}"></div>'
)


def _side(which: str) -> str:
    name = words.SIDES[which]
    return f'<label>{name}<select id="{which}" class="field" aria-label="{name}"></select></label>'


DIFF = (
    f'<div class="tools">{_side("old")}'
    f"{_side('new')}"
    f'<button type="button" id="compare" class="go">{words.COMPARE}</button>'
    '<span id="diff-bar" class="tools" hidden>'
    f'<button type="button" class="plain" data-diff="docx">{words.EXPORT_DOCX}</button>'
    f'<button type="button" class="plain" data-diff="md">{words.EXPORT_MD}</button></span></div>'
    f'<div id="compared" class="pane" tabindex="0" role="region" aria-label="{words.COMPARED}">'
    f'<p class="lead">{words.COMPARE_MORE}</p></div>'
)
TABS = (
    ("summary", words.TAB_SUMMARY, SUMMARY),
    ("checks", words.TAB_CHECK, CHECK),
    ("diff", words.TAB_DIFF, DIFF),
    ("tray", words.TAB_TRAY, TRAY),
)
"""Name, label and pane of every tab but the first; what Gradio makes of a tab is there once it was opened."""
