/** The editor for a lesson's markdown, with the mistakes at their lines. Loaded when it is drawn. */
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import type { EditorView } from '@codemirror/view'
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import type { Problem } from '../../../lesson/compile/problem.ts'
import { Editor } from '../../../ui/editor/Editor.tsx'
import { lessonLanguage } from './language.ts'

const language = [lessonLanguage, lintGutter()]

/** What the page asks of the editor. */
export interface Hands {
  /** Puts a block on lines of its own after the line of the cursor. */
  insert(block: string): void
  /** Goes to a line, counted from 1. */
  goTo(line: number): void
}

export interface LessonEditorProps {
  text: string
  version: string
  describedBy: string
  problems: readonly Problem[]
  onChange(text: string): void
  hands: Ref<Hands>
}

export function LessonEditor({ text, version, describedBy, problems, onChange, hands }: LessonEditorProps) {
  const [view, setView] = useState<EditorView | null>(null)
  const latest = useRef(view)
  latest.current = view
  useEffect(() => {
    if (view) view.dispatch(setDiagnostics(view.state, diagnosticsOf(view, problems)))
  }, [view, problems])
  useImperativeHandle(hands, () => ({
    insert(block) {
      const editor = latest.current
      if (!editor) return
      const { doc, selection } = editor.state
      const line = doc.lineAt(selection.main.head)
      const before = line.text.trim() === '' ? '' : '\n\n'
      const at = line.to
      const after = doc.sliceString(at, at + 2) === '\n\n' || at === doc.length ? '' : '\n'
      const insert = `${before}${block}${after}`
      editor.dispatch({ changes: { from: at, insert }, selection: { anchor: at + before.length + block.length }, scrollIntoView: true })
      editor.focus()
    },
    goTo(number) {
      const editor = latest.current
      if (!editor) return
      const line = editor.state.doc.line(Math.min(Math.max(1, number), editor.state.doc.lines))
      editor.dispatch({ selection: { anchor: line.from }, scrollIntoView: true })
      editor.focus()
    },
  }))
  return (
    <Editor
      label="The lesson’s markdown"
      describedBy={describedBy}
      text={text}
      version={version}
      language={language}
      onChange={onChange}
      onView={setView}
    />
  )
}

/** At whole lines, as problems know no more. */
function diagnosticsOf({ state: { doc } }: EditorView, problems: readonly Problem[]): Diagnostic[] {
  return problems.map(({ line, message, warning }) => {
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines))
    return { from, to, severity: warning ? 'warning' : 'error', message }
  })
}
