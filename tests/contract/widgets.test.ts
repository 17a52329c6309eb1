/** Nothing that a widget shows is recorded: other weights or another text give other readings, and toys of their own give the same everywhere. */
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileCurriculum } from '../../src/lesson/build/curriculum.ts'
import type { MeasuredWorld as World, Readings } from '../../src/widgets/frame/define.ts'
import type { Params } from '../../src/widgets/frame/params.ts'
import { canMeasure, measure } from '../../src/widgets/frame/measure.ts'
import { declared } from '../../src/widgets/declared.ts'
import type { CoreApi } from '../../src/worker/protocol.ts'
import { openWorld } from '../support/world.ts'

const ANOTHER = Array.from(
  { length: 120 },
  (_, i) =>
    `${['Anna', 'Leeds', 'America'][i % 3]} ${['sold', 'carried'][i % 2]} ${i % 11} ripe apples through the old town, where men were running.\n`,
).join('')

/** With these, training is over soon; the first that a widget's own schema takes. */
const FEW_STEPS = ['3', '10', '30', '50', '100', '300']

interface Worlds {
  plain: World
  noisy: World
  elsewhere: World
  /** other weights and another text */
  otherwise: World
}

/** Most are asked with a small model that was just trained: what they show is not looked at, only whether it is the open model's. */
const small = lazy(() => worldsOf('small'))
const shipped = lazy(() => worldsOf('first'))
/** Too coarse for a model that knows as little: one counts right answers, one looks for a better sentence than the first. */
const OF_THE_SHIPPED = new Set(['transfer-ladder', 'search-tree'])

function lazy<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

async function worldsOf(folder: 'small' | 'first'): Promise<Worlds> {
  return {
    plain: listened(await openWorld({ folder })),
    noisy: await openWorld({ folder, noise: 0.3 }),
    elsewhere: await withFirstText(await openWorld({ folder, text: ANOTHER }), ANOTHER),
    otherwise: await withFirstText(await openWorld({ folder, text: ANOTHER, noise: 0.3 }), ANOTHER),
  }
}

/** commands that the measurement under way has asked of the core, and kinds of jobs */
const asked = new Set<string>()

function listened(world: World): World {
  const core = new Proxy(world.core, {
    get(target, name, self) {
      asked.add(String(name))
      if (name !== 'run') return Reflect.get(target, name, self)
      const run: CoreApi['run'] = (job, onEvent) => {
        asked.add(job.kind)
        return target.run(job, onEvent)
      }
      return run
    },
  })
  return { ...world, core }
}

/** The text that a widget takes which trains on the first one of the course. */
async function withFirstText(world: World, content: string): Promise<World> {
  const { core } = world
  const added = await core.addText('Another text', content)
  return { ...world, core: { ...core, texts: async () => [added, ...(await core.texts()).filter(({ ref }) => ref.id !== added.ref.id)] } }
}

const blocks = compileCurriculum(process.cwd(), declared).lessons.flatMap((lesson) => Object.values(lesson.blocks))
/** All that lessons pass to each widget. */
const passed = blocks.flatMap((block): { widget: string; params: Params }[] => (block.kind === 'widget' ? [block] : []))
/** What challenges start with and are solved by, which challenges.test.ts measures in full. */
const challenged = blocks.flatMap((block) =>
  block.kind === 'challenge'
    ? [block.start, { ...block.start, ...block.solution.params }].map((params) => ({ widget: block.widget, params }))
    : [],
)

const accepts = (id: string, given: Params): boolean => v.safeParse(declared[id]!.schema, given).success
const entriesOf = (id: string): object => declared[id]!.entries

function quick(id: string, params: Params): Params {
  const entry = (entriesOf(id) as Record<string, v.GenericSchema>).steps
  const steps = entry && FEW_STEPS.map((few) => v.safeParse(entry, few)).find(({ success }) => success)
  return steps ? { ...params, steps: steps.output } : params
}

/** The widget as it opens by itself, or, where something has to be named, as the first lesson opens it. */
function defaults(id: string): Params | undefined {
  return quick(id, accepts(id, {}) ? {} : ([...passed, ...challenged].find(({ widget }) => widget === id)?.params ?? {}))
}

const take = async (id: string, params: Params, world: World): Promise<Readings> => measure(declared[id]!, params, world)

/** What lessons ask of a widget is measured for so long, and longer only until each reading was given once: some train for seconds. */
const LONG_MS = 5000

/** It measures nothing: it shows what the core says of the open model, as it says it. */
const SAID = 'live-number'

describe.each(
  Object.values(declared)
    .filter(({ id }) => id !== SAID)
    .map((meta) => [meta.id, meta] as const),
)('%s', (id, { needs, readings = {} }) => {
  const takesText = 'text' in entriesOf(id)
  const names = new Set<string>()
  let worlds: Worlds
  beforeAll(async () => {
    worlds = await (OF_THE_SHIPPED.has(id) ? shipped() : small())
  }, 60_000)
  /** what was measured in the plain world, as JSON: it is not measured once more for the sake of its names */
  const known = new Set<string>()

  const checked = async (params: Params, world: World): Promise<Readings> => {
    const taken = await take(id, params, world)
    for (const [name, value] of Object.entries(taken)) {
      names.add(name)
      expect(Object.keys(readings)).toContain(name)
      expect(Number.isFinite(value), `${name} is ${value}`).toBe(true)
    }
    if (world === worlds.plain) known.add(JSON.stringify(params))
    return taken
  }

  it('has a measurement', () => expect(canMeasure(declared[id]!)).toBe(true))
  if (!canMeasure(declared[id]!)) return

  it('measures alike twice, and otherwise when what it reads is changed', async () => {
    const began = performance.now()
    const params = defaults(id)!
    const { plain, noisy, elsewhere, otherwise } = worlds
    asked.clear()
    const first = await checked(params, plain)
    // The board trains on the text that its records were made with, and some races on one that they make: whatever else the learner has.
    const readsText = takesText || (asked.has('train') && asked.has('texts') && !asked.has('addText'))
    if (needs === 'model') {
      expect(await checked(params, readsText ? plain : elsewhere)).toEqual(first)
      expect(await checked(params, noisy)).not.toEqual(first)
      if (readsText) expect(await checked(params, elsewhere)).not.toEqual(first)
    } else {
      // Weights that are not read change nothing, which is evidence that it measures alike twice as well; and so do texts.
      expect(await checked(params, readsText ? noisy : otherwise)).toEqual(first)
      if (readsText) expect(await checked(params, elsewhere)).not.toEqual(first)
    }
    console.log(`${id}: ${((performance.now() - began) / 1000).toFixed(1)} s, ${JSON.stringify(first)}`)
    // Some train several models, three times over.
  }, 180_000)

  it('gives every reading that it declares, over all that lessons ask of it', async () => {
    const declares = Object.keys(readings).length
    const of = (all: typeof passed) => all.filter(({ widget }) => widget === id).map(({ params }) => quick(id, params))
    const began = performance.now()
    for (const params of of(passed)) {
      const enough = names.size === declares && performance.now() - began > LONG_MS
      if (!enough && !known.has(JSON.stringify(params))) await checked(params, worlds.plain)
    }
    for (const params of of(challenged)) if (names.size < declares) await checked(params, worlds.plain)
    expect([...names].sort()).toEqual(Object.keys(readings).sort())
  })
})
