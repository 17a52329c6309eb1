/** Holds the direction of every dependency, the size of every file, and what lies at the top of the repository. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { circlesIn, graphOf } from './support/circles.ts'
import { type Import, importsOf, sources } from './support/imports.ts'

/** `reference ← ops ← plan ← model ← {train, finetune, sample, checkpoint} ← {worker, cli}`, and the page's own road. */
const mayImport: Record<string, readonly string[]> = {
  leaf: ['leaf'],
  reference: ['leaf', 'reference'],
  ops: ['leaf', 'reference', 'ops'],
  plan: ['leaf', 'ops', 'plan'],
  runtime: ['leaf', 'reference', 'ops', 'plan', 'runtime'],
  model: ['leaf', 'ops', 'plan', 'model', 'runtime'],
  tokenizer: ['leaf', 'tokenizer'],
  data: ['leaf', 'tokenizer', 'data'],
  train: ['leaf', 'ops', 'plan', 'model', 'runtime', 'tokenizer', 'data', 'train'],
  inspect: ['leaf', 'ops', 'plan', 'model', 'runtime', 'train', 'inspect'],
  finetune: ['leaf', 'ops', 'plan', 'model', 'runtime', 'tokenizer', 'data', 'train', 'checkpoint', 'finetune'],
  compress: ['leaf', 'reference', 'ops', 'plan', 'model', 'runtime', 'tokenizer', 'data', 'train', 'checkpoint', 'compress'],
  sample: ['leaf', 'ops', 'plan', 'model', 'runtime', 'tokenizer', 'sample'],
  checkpoint: ['leaf', 'plan', 'model', 'runtime', 'tokenizer', 'data', 'checkpoint'],
  saved: ['leaf', 'plan', 'tokenizer', 'data', 'model', 'checkpoint', 'compress', 'finetune', 'saved'],
  score: ['leaf', 'data', 'score'],
  retell: ['leaf', 'plan', 'model', 'runtime', 'data', 'train', 'inspect', 'sample', 'checkpoint', 'compress', 'score', 'retell'],
  chat: ['leaf', 'plan', 'model', 'runtime', 'tokenizer', 'data', 'train', 'finetune', 'sample', 'checkpoint', 'compress', 'chat'],
  publish: ['leaf', 'tokenizer', 'data', 'model', 'checkpoint', 'compress', 'finetune', 'retell', 'chat', 'publish'],
  hub: ['leaf', 'checkpoint', 'hub'],
  nets: ['leaf', 'runtime', 'data', 'nets'],
  storage: ['leaf', 'storage'],
  protocol: [],
  worker: ['core', 'nets', 'storage', 'protocol', 'worker'],
  cli: ['core', 'goal', 'teach', 'grading', 'cli'],
  player: ['core', 'ui', 'player'],
  client: ['leaf', 'protocol', 'client'],
  session: ['leaf', 'protocol', 'client', 'storage', 'session'],
  ui: ['ui'],
  figures: ['leaf', 'ui', 'figures'],
  language: ['language'],
  facts: ['facts'],
  goal: ['goal'],
  teach: ['leaf', 'tokenizer', 'data', 'checkpoint', 'goal', 'teach'],
  grading: ['core', 'goal', 'teach', 'grading'],
  experiments: ['leaf', 'reference', 'data', 'facts', 'experiments'],
  sandbox: ['sandbox'],
  exercises: ['leaf', 'reference', 'data', 'sandbox', 'exercises'],
  instruments: ['leaf', 'reference', 'session', 'ui', 'figures', 'experiments', 'exercises', 'instruments'],
  widgets: [
    'leaf',
    'reference',
    'tokenizer',
    'data',
    'score',
    'session',
    'ui',
    'figures',
    'language',
    'facts',
    'experiments',
    'sandbox',
    'exercises',
    'instruments',
    'widgets',
  ],
  lesson: ['leaf', 'goal', 'session', 'facts', 'widgets', 'instruments', 'ui', 'figures', 'lesson'],
  pages: ['goal', 'teach', 'session', 'lesson', 'widgets', 'instruments', 'ui', 'figures', 'pages'],
}

/** Types cross a boundary at no cost, but only where the design says so. */
const mayImportTypes: Record<string, readonly string[]> = {
  ops: ['plan', 'runtime'],
  plan: ['runtime'],
  protocol: ['core', 'nets', 'protocol'],
  storage: ['protocol'],
  facts: ['leaf'],
  experiments: ['protocol'],
  exercises: ['protocol'],
  instruments: ['protocol', 'leaf'],
  widgets: ['protocol', 'leaf'],
  lesson: ['protocol'],
  pages: ['protocol', 'leaf'],
}

const coreLayers = [
  'leaf',
  'reference',
  'ops',
  'plan',
  'runtime',
  'model',
  'tokenizer',
  'data',
  'train',
  'inspect',
  'finetune',
  'compress',
  'sample',
  'checkpoint',
  'saved',
  'score',
  'retell',
  'chat',
  'publish',
  'hub',
]

/** Which layer a file of src belongs to. */
function layerOf(path: string): string {
  const [, top, second = '', ...rest] = path.split('/')
  if (top === 'core') {
    if (rest.length === 0) return 'leaf'
    if (second === 'config') return 'leaf'
    return second === 'ops' && path.endsWith('/reference.ts') ? 'reference' : second
  }
  if (top === 'worker' && second.startsWith('protocol')) return 'protocol'
  if (top === 'worker' && second === 'client.ts') return 'client'
  if (top === 'teach' && second === 'grading') return 'grading'
  return top!
}

/** Packages that belong to one side only. */
const page = /^(react|react-dom|wouter|zustand|@base-ui\/react|lucide-react|uplot|d3-|katex|react-markdown)/
const tfjs = /^@tensorflow\//
const node = /^node:/
/** These run while the course is built, or only in Node; the browser never loads them. */
const buildTime =
  /(^src\/cli\/|^src\/lesson\/(build\/|(check|new)Lessons?\.ts$)|^src\/widgets\/newWidget\.ts$|\/vitePlugin\.ts$|\/node[A-Z]?\w*\.ts$|\/build\w*\.ts$)/

/** `part/id` of the widget that a file belongs to: `src/widgets/<part>/<id>/…`. */
const widgetOf = (path: string): string | undefined => /^src\/widgets\/((?!frame\/|testing\/)[^/]+\/[^/]+)\//.exec(path)?.[1]

/** The rule that an import breaks, or undefined. */
function broken({ from, to, typeOnly, address }: Import): string | undefined {
  const layer = layerOf(from)
  const inCore = from.startsWith('src/core/')
  if (!to.startsWith('src/')) {
    if (inCore && page.test(to)) return 'the core knows nothing of the page'
    if (node.test(to) && !buildTime.test(from)) return 'only the command line and build steps may use Node'
    if (tfjs.test(to) && !typeOnly && !(inCore && layer === 'runtime') && layer !== 'nets' && layer !== 'worker')
      return 'tfjs runs in the worker'
    return undefined
  }
  const target = layerOf(to)
  if (address) {
    const starts = layer === 'client' || to === 'src/core/runtime/wasm/helperBrowser.ts' || from === 'src/teach/gradebook/browserThread.ts'
    return starts || !code.includes(to) || buildTime.test(from)
      ? undefined
      : 'only the client starts the worker, only the gradebook the graders, and only the wasm runtime its threads'
  }
  const covers = (allowed: readonly string[] | undefined) =>
    allowed?.includes(target) || (allowed?.includes('core') && coreLayers.includes(target))
  if (widgetOf(from) && widgetOf(to) && widgetOf(from) !== widgetOf(to)) {
    return 'widgets never import each other'
  }
  if (buildTime.test(from) && inCore) return undefined
  if (covers(mayImport[layer]) || (typeOnly && covers(mayImportTypes[layer]))) return undefined
  return mayImport[layer] ? `${layer} may not import ${typeOnly ? 'types of ' : ''}${target}` : `src/${layer} is not in the architecture`
}

const draws = (from: string, to: string): boolean => from.endsWith('.ts') && to.endsWith('.tsx')

const files = sources('src')
const imports = files.flatMap((path) => importsOf(path))
const code = files.filter((path) => !/\.test\.tsx?$/.test(path))
/** Circles that stay, and why. A circle is excused where all of it lies in one of these folders. */
const circlesAllowed: readonly { within: RegExp; reason: string }[] = [
  { within: /^src\/lesson\//, reason: 'a lesson is markdown that holds questions and challenges, whose texts are markdown' },
  {
    within: /^src\/widgets\/[^/]+\/[^/]+\//,
    reason: 'a widget and its parts share the types of its parameters; a folder is read as a whole',
  },
]
/** A `.ts` file that draws, and why. Node runs the others without style sheets: the compiler of lessons, the tests, the bench. */
const mayDraw: Readonly<Record<string, string>> = {
  'src/pages/first/arrive.ts': 'waits for the pages that already stand in the document as text',
}
const show = (imported: Import) => `${imported.from}:${imported.line} imports ${imported.to}: ${broken(imported)}`

describe('architecture', () => {
  it('dependencies point one way', () => {
    expect(code.length).toBeGreaterThan(30)
    expect(
      imports
        .filter(({ from }) => code.includes(from))
        .filter(broken)
        .map(show),
    ).toEqual([])
  })

  it('no files import each other in a circle, types included, but for those that a reason is given for', () => {
    const graph = graphOf(imports.filter(({ from, address }) => code.includes(from) && !address))
    const excused = (circle: readonly string[]) =>
      circlesAllowed.some(({ within }) => new Set(circle.map((path) => within.exec(path)?.[0])).size === 1 && within.test(circle[0]!))
    expect(
      circlesIn(graph)
        .filter((circle) => !excused(circle))
        .map((circle) => circle.join(' ↔ ')),
    ).toEqual([])
  })

  it('a .ts file imports no .tsx, types aside, but for those that a reason is given for', () => {
    const drawing = imports.filter(({ from, to, typeOnly }) => code.includes(from) && !typeOnly && draws(from, to))
    expect(drawing.filter(({ from }) => !mayDraw[from]).map(({ from, line, to }) => `${from}:${line} imports ${to}`)).toEqual([])
    expect(Object.keys(mayDraw).filter((path) => !drawing.some(({ from }) => from === path))).toEqual([])
  })

  it('every relative import names a file that exists', () => {
    const known = new Set(readdirSync('src', { recursive: true, encoding: 'utf8' }).map((path) => `src/${path.replaceAll('\\', '/')}`))
    const missing = imports.filter(({ to }) => to.startsWith('src/') && !known.has(to))
    expect(missing.map(({ from, line, to }) => `${from}:${line} imports ${to}, which does not exist`)).toEqual([])
  })

  it('a file has one subject: it says which in its first line, and stays under 400 lines', () => {
    const faults = code.flatMap((path) => {
      const text = readFileSync(path, 'utf8')
      const lines = text.split('\n').length
      return [
        ...(text.startsWith('/**') ? [] : [`${path}:1 does not open with a comment that says its subject`]),
        ...(lines > 400 ? [`${path} has ${lines} lines`] : []),
      ]
    })
    expect(faults).toEqual([])
  })

  it('tests stay under 400 lines too', () => {
    const tests = [...files.filter((path) => !code.includes(path)), ...sources('tests')]
    expect(tests.length).toBeGreaterThan(100)
    expect(tests.filter((path) => readFileSync(path, 'utf8').split('\n').length > 400)).toEqual([])
  })

  it('nothing lies at the top of the repository that does not belong there', () => {
    const allowed = [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'vite.config.ts',
      'biome.json',
      'index.html',
      'README.md',
      'LICENSE',
    ]
    const folders = ['src', 'curriculum', 'public', 'tests', '.ci', '.github', '.git', '.gitignore', '.npmrc']
    const ignored = readFileSync('.gitignore', 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, ''))
    const strange = readdirSync('.').filter((name) => ![...allowed, ...folders, ...ignored].includes(name) && !name.endsWith('.log'))
    expect(strange).toEqual([])
  })
})

describe('the rules see', () => {
  const seen = (from: string, text: string) => importsOf(from, text).map(broken).filter(Boolean)

  it.each([
    ['the core using React', 'src/core/train/loop.ts', "import { useState } from 'react'"],
    ['the core using Node', 'src/core/data/text.ts', "import { readFileSync } from 'node:fs'"],
    ['a plan using the model', 'src/core/plan/trace.ts', "import { gpt } from '../model/gpt.ts'"],
    ['code in the protocol', 'src/worker/protocol.ts', "import { toPlainError } from '../core/errors.ts'"],
    ['a widget using the client', 'src/widgets/start/trainer/View.tsx', "import { core } from '../../../worker/client.ts'"],
    ['a widget using another', 'src/widgets/start/trainer/View.tsx', "import { Sampler } from '../sampler/Sampler.tsx'"],
    ['a page running the core', 'src/pages/lab/Lab.tsx', "import { train } from '../../core/train/loop.ts'"],
    ['a dynamic import', 'src/pages/lab/Lab.tsx', "const loop = await import('../../core/train/loop.ts')"],
    ['a figure that knows the session', 'src/figures/Chart.tsx', "export { useRuns } from '../session/runs.ts'"],
    ['a type hidden in a value import', 'src/worker/protocol.ts', "import { type ModelConfig } from '../core/config.ts'"],
  ])('%s', (_, from, text) => {
    expect(seen(from, text)).toHaveLength(1)
  })

  it('a circle of three, and none in a tree', () => {
    const graph = (...edges: [from: string, to: string][]) => graphOf(edges.map(([from, to]) => ({ from, to })))
    expect(circlesIn(graph(['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'd'], ['e', 'a']))).toEqual([['a', 'b', 'c']])
    expect(circlesIn(graph(['a', 'b'], ['a', 'c'], ['b', 'd'], ['c', 'd']))).toEqual([])
  })

  it('and let through what is meant', () => {
    expect(seen('src/worker/protocol.ts', "import type { ModelConfig } from '../core/config.ts'")).toEqual([])
    expect(seen('src/widgets/transformer/softmax/View.tsx', "import { softmax } from '../../../core/ops/attention/reference.ts'")).toEqual(
      [],
    )
    expect(seen('src/widgets/start/writer/View.tsx', "import { Failure } from '../../../instruments/Failure.tsx'")).toEqual([])
    expect(seen('src/cli/main.ts', "import { train } from '../core/train/loop.ts'")).toEqual([])
  })
})
