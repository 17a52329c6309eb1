/** Directives of a lesson: widgets, questions, challenges and code become data; notes and details stay markdown. */
import type { Code } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import type { Block, Challenge, Objective, Prediction, Question, SourceBlock } from '../lesson.ts'
import { readChallenge } from './challenges.ts'
import { highlight, LANGUAGES } from './highlight.ts'
import type { Targets } from './links.ts'
import { lineOf, parseMarkdown, walk } from './parse.ts'
import { type Report, suggest } from './problem.ts'
import { atLine, checkProse, DIRECTIVES } from './prose.ts'
import { readPrediction, readQuestion } from './questions.ts'
import { readParams, type Widgets } from './widgets.ts'

/** `::source{file=… region=…}` as a block, or what is wrong. Whoever compiles says where the files are. */
export type ShowSource = (file: string, region: string | undefined) => SourceBlock | string

export interface BlockContext {
  widgets: Widgets
  showSource: ShowSource
  objectives: readonly Objective[]
  targets: Targets
  body: string
  report: Report
  /** grows as directives are read */
  blocks: Record<string, Block>
  /** ids of questions and challenges, with the objective that each checks */
  seen: Map<string, string | null>
  /** key of the widget that stands beside the text */
  live: string | null
  /** it stands above the text instead */
  wide: boolean
  /** predictions that figures are said to answer, and where a mistake in that is reported */
  veils: { prediction: string; report: (message: string) => void }[]
  /** files of the repository that are shown */
  shown: Set<string>
}

type Attributes = Record<string, string>

/** Reads `::widget{…}` or `::source{…}`. @returns its key in `blocks`, or null */
export function leafBlock(node: LeafDirective, onTop: boolean, context: BlockContext): string | null {
  const report = atLine(lineOf(node), context.report)
  if (node.name === 'widget') return widgetBlock(node, onTop, context, report)
  if (node.name === 'source') return sourceBlock(node, context, report)
  report(unknownDirective('::', node.name))
  return null
}

/** Code between three backticks, highlighted. */
export function codeBlock(node: Code, { blocks, report }: BlockContext): string | null {
  const language = node.lang ?? 'text'
  if (!(LANGUAGES as readonly string[]).includes(language)) {
    report(lineOf(node), `unknown language "${language}"${suggest(language, LANGUAGES)}`)
    return null
  }
  return keep(blocks, 'code', { kind: 'code', language, code: highlight(node.value, language) })
}

function keep(blocks: Record<string, Block>, kind: string, block: Block): string {
  const key = `${kind}-${Object.keys(blocks).length + 1}`
  blocks[key] = block
  return key
}

function sourceBlock(node: LeafDirective, context: BlockContext, report: (message: string) => void): string | null {
  const { file, region, ...others } = attributesOf(node)
  for (const given of Object.keys(others)) report(`"::source" has no argument "${given}"${suggest(given, ['file', 'region'])}`)
  if (!file) {
    report('a source needs a file: ::source{file=src/core/model/gpt.ts region=block}')
    return null
  }
  context.shown.add(file)
  const block = context.showSource(file, region)
  if (typeof block !== 'string') return keep(context.blocks, 'source', block)
  report(block)
  return null
}

/** `::widget{id=… live=true veil=… meanwhile=… …}` */
function widgetBlock(node: LeafDirective, onTop: boolean, context: BlockContext, report: (message: string) => void): string | null {
  const { id, live, veil = null, meanwhile, ...given } = attributesOf(node)
  if (!id) {
    report('a widget needs an id: ::widget{id=trainer}')
    return null
  }
  if (!Object.hasOwn(context.widgets, id)) {
    report(`unknown widget "${id}"${suggest(id, Object.keys(context.widgets))}`)
    return null
  }
  const { params, complaints } = readParams(context.widgets, id, given)
  complaints.forEach(report)
  const other = meanwhile === undefined ? null : { ...given, ...Object.fromEntries(new URLSearchParams(meanwhile)) }
  if (other && veil === null) report('"meanwhile" is what stands there until a guess: it goes with "veil", which names the prediction')
  const instead = other && readParams(context.widgets, id, other)
  for (const complaint of instead?.complaints ?? []) if (!complaints.includes(complaint)) report(`in "meanwhile": ${complaint}`)
  const key = keep(context.blocks, 'widget', { kind: 'widget', widget: id, params, veil, meanwhile: instead?.params ?? null })
  if (veil !== null) context.veils.push({ prediction: veil, report })
  if (live !== undefined) {
    if (live !== 'true' && live !== 'wide') report(`"live" is left out, true (beside the text) or wide (above it), not "${live}"`)
    else if (context.live) report('a lesson has one live widget')
    else if (!onTop) report('the live widget must not stand inside another block')
    else Object.assign(context, { live: key, wide: live === 'wide' })
  }
  return key
}

/** Reads a `:::block`. `key` is set where it became data; `inner` says whether its text is still to be checked. */
export function containerBlock(node: ContainerDirective, context: BlockContext): { key: string | null; inner: boolean } {
  const line = lineOf(node)
  const report = atLine(line, context.report)
  const { name } = node
  if (!(DIRECTIVES.container as readonly string[]).includes(name)) {
    report(unknownDirective(':::', name))
    return { key: null, inner: true }
  }
  const source = context.body.slice(node.position!.start.offset, node.position!.end.offset)
  if (!/\n\s*:{3,}\s*$/.test(source)) {
    report(`":::${name}" is never closed: end it with a line of ":::"`)
    return { key: null, inner: false }
  }
  const attributes = attributesOf(node)
  checkAttributes(name, attributes, report)
  if (name === 'note' || name === 'details') return { key: null, inner: true }

  const id = attributes.id ?? ''
  if (!/^[a-z0-9-]+$/.test(id)) report(`":::${name}" needs an id: {id=lower-case-words}`)
  else if (context.seen.has(id)) report(`a second block with the id "${id}"`)
  const objective = name === 'predict' ? null : checkedObjective(name, attributes.objective, context, report)
  context.seen.set(id, objective)

  const yaml = source.split('\n').slice(1, -1).join('\n')
  const block = readBlock(name as 'predict', id, objective ?? '', yaml, line + 1, context)
  if (!block) return { key: null, inner: false }
  checkTexts(block, line, context)
  const key = `${name}-${id}`
  context.blocks[key] = block
  return { key, inner: false }
}

function readBlock(
  name: 'predict' | 'quiz' | 'challenge',
  id: string,
  objective: string,
  yaml: string,
  line: number,
  { widgets, report }: BlockContext,
): Prediction | Question | Challenge | null {
  if (name === 'predict') return readPrediction(id, yaml, line, report)
  if (name === 'quiz') return readQuestion(id, objective, yaml, line, report)
  return readChallenge(id, objective, yaml, line, widgets, report)
}

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  predict: ['id'],
  quiz: ['id', 'objective'],
  challenge: ['id', 'objective'],
  note: [],
  details: ['label'],
}

function checkAttributes(name: string, attributes: Attributes, report: (message: string) => void): void {
  const known = ATTRIBUTES[name]!
  for (const given of Object.keys(attributes)) {
    if (!known.includes(given)) report(`":::${name}" has no argument "${given}"${suggest(given, known)}`)
  }
  if (name === 'details' && !attributes.label) report('":::details" needs a label: {label="What opens here"}')
}

function checkedObjective(
  name: string,
  objective: string | undefined,
  { objectives }: BlockContext,
  report: (message: string) => void,
): string | null {
  const ids = objectives.map((each) => each.id)
  if (objective && ids.includes(objective)) return objective
  if (objective) report(`unknown objective "${objective}"${suggest(objective, ids)}`)
  else report(`":::${name}" must say what it checks: {objective=${ids[0] ?? 'id'}}`)
  return null
}

/** The texts of a question are markdown as well. Names and values for a widget are not. */
function checkTexts(block: Prediction | Question | Challenge, line: number, { targets, report }: BlockContext): void {
  const texts = block.kind === 'challenge' ? [block.task, block.hints, block.solution.words] : block
  for (const text of stringsOf(texts)) walk(parseMarkdown(text), (node) => checkProse(node, targets, atLine(line, report)))
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : []
}

/** A prediction may stand after the figure that answers it, so this is asked when all are read. */
export function checkVeils({ veils, blocks }: BlockContext): void {
  const predictions = Object.values(blocks).flatMap((block) => (block.kind === 'predict' ? [block.id] : []))
  for (const { prediction, report } of veils) {
    if (!predictions.includes(prediction))
      report(`"veil" names a prediction of this lesson, not "${prediction}"${suggest(prediction, predictions)}`)
  }
}

const attributesOf = (node: LeafDirective | ContainerDirective): Attributes =>
  Object.fromEntries(Object.entries(node.attributes ?? {}).map(([name, value]) => [name, value ?? '']))

function unknownDirective(colons: '::' | ':::', name: string): string {
  const all = [...DIRECTIVES.leaf.map((each) => `::${each}`), ...DIRECTIVES.container.map((each) => `:::${each}`)]
  const same = all.find((each) => each.replace(/^:+/, '') === name)
  return same ? `"${colons}${name}" is written "${same}"` : `unknown directive "${colons}${name}"${suggest(`${colons}${name}`, all)}`
}
