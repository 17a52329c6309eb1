/** An editor for code and for markdown, and the same with another version's lines shown between. Loaded when it is drawn. */
import { indentWithTab } from '@codemirror/commands'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { minimalSetup } from 'codemirror'
import { useEffect, useRef } from 'react'
import css from './Editor.module.css'

export interface EditorProps {
  label: string
  /** the id of what says how to leave it */
  describedBy?: string
  /** what stands in it when it is first drawn, and again whenever `version` changes */
  text: string
  version: string
  readOnly?: boolean
  /** shown as a change from this */
  from?: string
  onChange?(text: string): void
  /** how its language is read, the same each time */
  language: Extension
  /** hears the editor itself when it is drawn, and null when it is gone */
  onView?(view: EditorView | null): void
}

/** The concepts' colours, which are legible on both papers. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: 'var(--query)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--value)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--probability)' },
  { tag: [tags.comment], color: 'var(--ink-2)' },
  { tag: [tags.typeName], color: 'var(--position)' },
  { tag: [tags.heading, tags.strong], fontWeight: '600' },
  { tag: [tags.emphasis], fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--position)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))], fontWeight: '600' },
])

export function Editor({ label, describedBy, text, version, readOnly = false, from, language, onChange, onView }: EditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const heard = useRef({ onChange, onView })
  useEffect(() => {
    heard.current = { onChange, onView }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text by its version, for what is typed must not set it anew
  useEffect(() => {
    const parent = place.current
    if (!parent) return
    const extensions: Extension[] = [
      minimalSetup,
      lineNumbers(),
      EditorView.lineWrapping,
      indentOnInput(),
      bracketMatching(),
      language,
      syntaxHighlighting(colours),
      EditorState.tabSize.of(2),
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, ...(describedBy && { 'aria-describedby': describedBy }) }),
      ...(readOnly
        ? []
        : [
            keymap.of([indentWithTab]),
            EditorView.updateListener.of((update) => update.docChanged && heard.current.onChange?.(update.state.doc.toString())),
          ]),
      ...(from === undefined ? [] : [unifiedMergeView({ original: from, mergeControls: false, highlightChanges: false, gutter: true })]),
    ]
    const view = new EditorView({ parent, doc: text, extensions })
    heard.current.onView?.(view)
    return () => {
      heard.current.onView?.(null)
      view.destroy()
    }
  }, [version, label, readOnly, from, language])
  return <div ref={place} className={css.editor} />
}
