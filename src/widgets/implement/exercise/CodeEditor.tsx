/** The editor for TypeScript, which says what can be called, with its types. Loaded when it is drawn. */
import { autocompletion, type Completion, type CompletionSource } from '@codemirror/autocomplete'
import { javascript } from '@codemirror/lang-javascript'
import { useMemo } from 'react'
import type { ExerciseId } from '../../../exercises/exercise.ts'
import library from '../../../sandbox/tensor.ts?raw'
import { Editor, type EditorProps } from '../../../ui/editor/Editor.tsx'
import { fieldsIn, type Hint, hintsOf } from './hints.ts'

const typescript = javascript({ typescript: true })

export function CodeEditor({ exercise, ...props }: Omit<EditorProps, 'language' | 'onView'> & { exercise: ExerciseId }) {
  const language = useMemo(() => [typescript, autocompletion({ override: [sourceFor(exercise)], icons: false })], [exercise])
  return <Editor {...props} language={language} />
}

const optionOf =
  (type: 'function' | 'property') =>
  (hint: Hint): Completion => ({ label: hint.name, detail: hint.type, type, ...(hint.about && { info: hint.about }) })

/** After a dot a tensor's fields; otherwise, once a word has begun, what can be called. */
const sourceFor =
  (exercise: ExerciseId): CompletionSource =>
  (context) => {
    const dot = context.matchBefore(/(?<!\b(?:Math|console))\.\w*$/)
    if (dot) return { from: dot.from + 1, options: fieldsIn(library).map(optionOf('property')), validFor: /^\w*$/ }
    const word = context.matchBefore(/(?<![\w.])[A-Za-z]\w*$/)
    if (!word && !context.explicit) return null
    const hints = hintsOf(exercise, library, context.state.doc.toString())
    return { from: word?.from ?? context.pos, options: hints.map(optionOf('function')), validFor: /^\w*$/ }
  }
