"""The panes as they stand before a script writes in them: fixed words and fields, nothing from outside."""

from html import escape

from web import words
from web.html import button


def _titled(do: str, label: str, told: str, name: str) -> str:
    """A button of one sign, whose name is told to the ear and under the pointer."""
    return button(do, label, f'{told} title="{name}"', name, css="sign")


def _side(which: str) -> str:
    name = words.SIDES[which]
    return f'<label>{name}<select id="{which}" class="field" aria-label="{name}"></select></label>'


def _exports(do: str, attribute: str) -> str:
    forms = {"docx": words.EXPORT_DOCX, "md": words.EXPORT_MD}
    return "".join(button(do, label, f'{attribute}="{form}"') for form, label in forms.items())


EXAMPLES = "".join(button("chat.askThis", escape(question), css="") for question in words.EXAMPLES)
CHAT = (
    f'<div id="log" class="pane" role="log" tabindex="0" aria-label="{words.CONVERSATION}">'
    f'<div id="welcome"><h2>{words.WELCOME}</h2><p>{words.WELCOME_MORE}</p>'
    f'<p class="eg">{words.EXAMPLES_LABEL}</p><div class="examples">{EXAMPLES}</div></div>'
    f'<div id="empty" hidden><h2>{words.EMPTY}</h2><p>{words.EMPTY_MORE}</p></div></div>'
    f'<div class="bar"><label title="{words.ONLY_SEARCH_MORE}"><input type="checkbox" id="only">'
    f"{words.ONLY_SEARCH}</label>"
    f'<p id="status" role="status"></p>'
    f"{button('reader.show_sheet', words.OPEN_READER, 'id=show')}"
    f"{button('chat.fresh', words.NEW_CHAT, 'id=fresh hidden')}</div>"
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
CHECK = (
    f'<textarea id="draft" rows="5" placeholder="{words.DRAFT_MORE}" aria-label="{words.DRAFT_LABEL}"></textarea>'
    f'<div class="tools">{button("check.checkTyped", words.CHECK, "id=check", css="go")}'
    f'<label class="plain">{words.CHOOSE_DOCX}<input type="file" id="docx" class="offscreen" accept=".docx"></label>'
    f"{button('check.hand', words.MARKED, 'id=marked hidden')}"
    f"{button('check.takeBack', words.TAKE_BACK, 'id=take-back hidden')}</div>"
    f'<div id="checked" class="pane" tabindex="0" role="region" aria-label="{words.CHECKED_LABEL}"></div>'
)
DIFF = (
    f'<div class="tools">{_side("old")}{_side("new")}'
    f"{button('diff.compare', words.COMPARE, 'id=compare', css='go')}"
    f'<span id="diff-bar" class="tools" hidden>{_exports("diff.hand", "data-diff")}</span></div>'
    f'<div id="compared" class="pane" tabindex="0" role="region" aria-label="{words.COMPARED}">'
    f'<p class="lead">{words.COMPARE_MORE}</p></div>'
)
TRAY = (
    f'<div id="tray-bar" class="tools" hidden>{_exports("tray.hand", "data-export")}</div><div id="tray-said"></div>'
    f'<div id="kept" class="pane" tabindex="0" role="region" aria-label="{words.TAB_TRAY}"></div>'
)
BY_SENTENCE = f'id="sentences" title="{words.SENTENCES_MORE}"'
READER = (
    f'<div class="sheet" role="region" aria-label="{words.READER}"><header class="rhead">'
    f'<div class="names"><h2 id="rtitle">{words.READER}</h2><p id="rfacts"></p></div>'
    f'<select id="pick" aria-label="{words.READER_PICK}" hidden></select>'
    f"{_titled('reader.close', '✕', 'id=close', words.CLOSE)}</header>"
    f'<div class="rtools"><input id="find" type="search" placeholder="{words.FIND}" aria-label="{words.FIND}">'
    f"{button('reader.leaf', words.CONTENTS, 'id=contents aria-expanded=false')}"
    '<span id="count" role="status"></span>'
    f"{_titled('reader.turn', '‹', 'id=prev data-by=-1', words.PREVIOUS)}"
    f"{_titled('reader.turn', '›', 'id=next data-by=1', words.NEXT)}"
    f"{button('sentence.begin', words.SENTENCES, BY_SENTENCE)}"
    f"{button('window.print', words.PRINT, 'id=print')}</div>"
    f'<div id="book"><p class="soon">{words.READER_SOON}</p></div>'
    f'<div id="taken" role="toolbar" aria-label="{words.SENTENCES}" hidden>'
    f"{button('sentence.step', words.SENTENCE_BEFORE, 'data-sentence=-1')}"
    f"{button('sentence.step', words.SENTENCE_AFTER, 'data-sentence=1')}"
    f"{button('sentence.take', words.COPY_LINK, 'data-take=link')}"
    f"{button('sentence.take', words.COPY_SENTENCE, 'data-take=quote')}"
    f"{button('sentence.take', words.KEEP, 'data-take=keep')}"
    f"{button('sentence.away', words.SENTENCE_AWAY, 'id=away')}"
    '<span id="heard" class="offscreen" role="status"></span></div></div>'
)
TABS = (
    ("summary", words.TAB_SUMMARY, SUMMARY),
    ("checks", words.TAB_CHECK, CHECK),
    ("diff", words.TAB_DIFF, DIFF),
    ("tray", words.TAB_TRAY, TRAY),
)
"""Name, label and pane of every tab but the first; what Gradio makes of a tab is there once it was opened."""
