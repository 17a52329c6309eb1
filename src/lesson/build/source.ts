/** `::source{file=… region=…}`: a declaration or a marked region of this repository's own code, found when the course is built. */
import ts from 'typescript'
import type { SourceBlock } from '../lesson.ts'
import { highlight } from '../compile/highlight.ts'
import type { ShowSource } from '../compile/blocks.ts'
import { suggest } from '../compile/problem.ts'

/** Files that lessons may show, and how they are read. */
export interface Repository {
  /** the text, or null where there is no such file */
  read(file: string): string | null
  /** paths of all files that may be shown, for suggestions */
  files(): readonly string[]
}

/** Longer than this is not read in a lesson: name a region. */
const MOST_LINES = 80

const LANGUAGE_OF: Readonly<Record<string, string>> = {
  ts: 'ts',
  tsx: 'tsx',
  js: 'js',
  mjs: 'js',
  py: 'python',
  wgsl: 'wgsl',
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  md: 'markdown',
  sh: 'bash',
}

export const sourcesOf =
  (repository: Repository): ShowSource =>
  (file, region) =>
    readSource(repository, file, region)

function readSource(repository: Repository, file: string, region: string | undefined): SourceBlock | string {
  const text = repository.read(file)
  if (text === null) return `there is no file "${file}"${suggestFile(file, repository.files())}`
  const lines = text.split('\n')
  const span = region === undefined ? ([0, lines.length] as const) : (markedRegion(lines, region) ?? declaration(file, text, region))
  if (!span) return `"${file}" has no region or declaration "${region}"${suggest(region!, namesIn(file, text, lines))}`
  const shown = trimmed(lines.slice(...span))
  if (shown.length > MOST_LINES)
    return `${region ? `"${region}" of ` : ''}"${file}" has ${shown.length} lines; show a region of at most ${MOST_LINES}`
  const code = highlight(shown.join('\n'), LANGUAGE_OF[file.split('.').at(-1)!] ?? 'text')
  return { kind: 'source', file, region: region ?? null, firstLine: span[0] + 1, code }
}

/** Between `// #region name` and its `// #endregion`, in any language's comments. */
function markedRegion(lines: readonly string[], name: string): readonly [number, number] | null {
  const start = lines.findIndex((line) => regionName(line) === name)
  if (start < 0) return null
  let depth = 0
  for (let i = start; i < lines.length; i++) {
    if (regionName(lines[i]!) !== null) depth++
    else if (/#endregion\b/.test(lines[i]!) && --depth === 0) return [start + 1, i]
  }
  return [start + 1, lines.length]
}

const regionName = (line: string): string | null => /^\s*(?:\/\/|#|\/\*|<!--)\s*#region\s+([\w.-]+)/.exec(line)?.[1] ?? null

/** Lines of a top-level declaration or of `Class.method`, with the comment above it. */
function declaration(file: string, text: string, name: string): readonly [number, number] | null {
  const found = declarationsOf(file, text).find((each) => each.name === name)
  return found ? [found.first, found.last + 1] : null
}

function declarationsOf(file: string, text: string): { name: string; first: number; last: number }[] {
  if (!/\.(ts|tsx|js|mjs)$/.test(file)) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  const found: { name: string; first: number; last: number }[] = []
  const add = (name: string, node: ts.Node): void => {
    found.push({ name, first: lineAt(node.getStart(source, true)), last: lineAt(node.getEnd()) })
  }
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) for (const each of statement.declarationList.declarations) add(each.name.getText(), statement)
    else if ('name' in statement && statement.name) add((statement.name as ts.Node).getText(), statement)
    if (!ts.isClassDeclaration(statement)) continue
    for (const member of statement.members) {
      const name = ts.isConstructorDeclaration(member) ? 'constructor' : member.name?.getText()
      if (name) add(`${statement.name?.text}.${name}`, member)
    }
  }
  return found
}

const namesIn = (file: string, text: string, lines: readonly string[]): string[] => [
  ...declarationsOf(file, text).map((each) => each.name),
  ...lines.flatMap((line) => regionName(line) ?? []),
]

/** Without blank lines around it and without the indentation that all its lines share. */
function trimmed(lines: readonly string[]): string[] {
  const text = lines
    .join('\n')
    .replace(/^(\s*\n)+|\s+$/g, '')
    .split('\n')
  const indent = Math.min(...text.filter((line) => line.trim()).map((line) => /^ */.exec(line)![0].length))
  return text.map((line) => line.slice(indent))
}

/** The list of a whole repository would be no help: the nearest path, or one of that name elsewhere. */
function suggestFile(file: string, files: readonly string[]): string {
  const name = file.split('/').at(-1)
  const elsewhere = files.find((path) => path.split('/').at(-1) === name)
  if (elsewhere) return `; did you mean "${elsewhere}"?`
  const near = suggest(file, files)
  return near.startsWith('; did') ? near : ''
}
