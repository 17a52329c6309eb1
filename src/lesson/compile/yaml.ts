/** YAML inside a lesson, read and checked, with every complaint at its own line. */
import * as v from 'valibot'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { type Report, suggest } from './problem.ts'

export interface Located<T> {
  value: T
  /** the line in the file of the value at that path */
  lineOf: (...path: (string | number)[]) => number
}

/**
 * Reads `text`, which begins at line `firstLine` of its file.
 * @returns null when something was reported
 */
export function readYaml<S extends v.GenericSchema>(
  text: string,
  firstLine: number,
  schema: S,
  report: Report,
): Located<v.InferOutput<S>> | null {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const at = (offset: number): number => firstLine + lines.linePos(offset).line - 1
  for (const error of document.errors)
    report(at(error.pos[0]), `cannot read the YAML: ${error.message.split('\n')[0]?.replace(/ at line.*/, '')}`)
  if (document.errors.length > 0) return null

  /** The nearest part of the path that exists. */
  const lineOf = (...path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return firstLine
  }
  const given = plainOf(document)
  if (given instanceof ReferenceError) {
    report(firstLine, `cannot read the YAML: ${given.message}`)
    return null
  }
  const result = v.safeParse(schema, given ?? {})
  if (result.success) return { value: result.output, lineOf }
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map((item) => item.key as string | number)
    report(lineOf(...path), sayIssue(issue, path, schema))
  }
  return null
}

/** What it says; or the error of an alias that names nothing, or of aliases that would grow to more than memory holds. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS()
  } catch (error) {
    if (error instanceof ReferenceError) return error
    throw error
  }
}

/** One complaint of a schema, in words an author can act on. */
export function sayIssue(issue: v.BaseIssue<unknown>, path: (string | number)[], schema: v.GenericSchema): string {
  const name = path.join('.')
  const known = path.length === 1 ? Object.keys((schema as { entries?: object }).entries ?? {}) : []
  if (issue.expected === 'never') return `unknown field "${name}"${suggest(String(path.at(-1)), known)}`
  if (issue.received === 'undefined') return `"${name}" is missing`
  return `"${name}": ${issue.message}`
}
