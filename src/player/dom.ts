/** Elements made in one line, and the parts that every kind of model shares: a labelled field, a status line, a failure. */
import { toPlainError } from '../core/errors.ts'

type Properties<K extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[K], 'style'>> & { role?: string }

/** Texts become text: no HTML is ever made of what a person, or a model, wrote. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties<K> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  Object.assign(made, properties)
  made.append(...children)
  return made
}

let ids = 0

/** A control with its label before it. */
export function labelled<T extends HTMLElement>(label: string, control: T): { field: HTMLElement; control: T } {
  control.id ||= `control-${++ids}`
  return { field: element('p', { className: 'field' }, element('label', { htmlFor: control.id }, label), control), control }
}

export interface Status {
  line: HTMLElement
  say(text: string): void
  /** What went wrong, and what to do. */
  fail(error: unknown): void
}

export function status(): Status {
  const line = element('p', { className: 'status', role: 'status' })
  return {
    line,
    say(text) {
      line.className = 'status'
      line.textContent = text
    },
    fail(error) {
      const { message, hint } = toPlainError(error)
      line.className = 'status failed'
      line.textContent = `${message} ${hint}`
    },
  }
}

/** Characters that a model does not know, by name. */
export const unknownNote = (characters: readonly string[]): string =>
  characters.length === 0
    ? ''
    : `The model does not know ${characters.map((one) => `“${one}” (U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`).join(', ')}.`

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0.1 && share < 0.995 ? 0 : 1)} %`
