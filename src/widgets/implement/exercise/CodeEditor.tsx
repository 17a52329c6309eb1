/** The editor for TypeScript. Loaded when it is drawn. */
import { javascript } from '@codemirror/lang-javascript'
import { Editor, type EditorProps } from '../../../ui/editor/Editor.tsx'

const typescript = javascript({ typescript: true })

export const CodeEditor = (props: Omit<EditorProps, 'language' | 'onView'>) => <Editor {...props} language={typescript} />
