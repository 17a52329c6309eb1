/** A text of the learner's own, read while it is typed: it starts with the lesson's and is kept among the widget's parameters. */
import { useState } from 'react'
import { TextArea } from '../ui/Field.tsx'

/** The text as typed, and how to change it. An empty box is not kept: the address would not know it from none. */
export function useOwnText(given: string, onParams: ((change: { text: string }) => void) | undefined): [string, (text: string) => void] {
  const [text, setText] = useState(given)
  const change = (next: string): void => {
    setText(next)
    if (next.trim() !== '') onParams?.({ text: next })
  }
  return [text, change]
}

export interface OwnTextProps {
  label?: string
  value: string
  onChange: (text: string) => void
  rows?: number
  most?: number
  lang?: string
}

export function OwnText({ label = 'Text; write your own', value, onChange, rows = 3, most = 2000, lang = 'en' }: OwnTextProps) {
  return (
    <TextArea
      label={label}
      value={value}
      rows={rows}
      maxLength={most}
      lang={lang}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
