/** Gives the page the course: `virtual:lessons`, an index with a loader for each lesson's body. A mistake in a lesson stops the build. */
import { join, relative, sep } from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'
import { type Curriculum, compileCurriculum } from './build/curriculum.ts'
import { indexOf, loadWidgets } from './build/loadWidgets.ts'
import { isMistake, sayProblem } from './compile/problem.ts'
import type { Widgets } from './compile/widgets.ts'
import { rowOf } from './indexRow.ts'
import { type Lesson, type LessonInfo, lessonId } from './lesson.ts'

const INDEX = 'virtual:lessons'
const LESSON = 'virtual:lesson/'
/** What a lesson is about, for where lessons are listed: those who read one need not wait for it. */
const SUMMARIES = 'virtual:lesson-summaries'
/** What the page is told of every widget where widgets are listed. */
const WIDGETS = 'virtual:widgets'
/** What loads when it is asked for, by the name of its export. */
const ASIDES = {
  loadGlossary: 'virtual:lesson-glossary',
  loadSymbols: 'virtual:lesson-symbols',
  loadBibliography: 'virtual:lesson-bibliography',
  loadPassages: 'virtual:lesson-passages',
}

/** Sent to the page when a lesson's file has changed, with the lesson; `useEdited` listens. */
const CHANGED = 'lesson:changed'

export default function lessons(): Plugin {
  let root = ''
  let building = false
  let known: Promise<Read> | undefined

  const compiled = (): Promise<Read> => {
    known ??= readCourse(root, building)
    return known
  }

  return {
    name: 'lessons',
    configResolved(config) {
      root = config.root
      building = config.command === 'build'
    },
    async buildStart() {
      known = undefined
      if (building) await compiled()
    },
    resolveId: (id) => ([INDEX, SUMMARIES, WIDGETS, ...Object.values(ASIDES)].includes(id) || id.startsWith(LESSON) ? `\0${id}` : null),
    async load(id) {
      if (id === `\0${WIDGETS}`) return `export const widgets = ${JSON.stringify(indexOf((await compiled()).widgets))}\n`
      if (!id.startsWith('\0virtual:lesson')) return null
      const name = id.slice(1)
      if (name === INDEX) return indexModule(await compiled())
      const { widgets, lessons, glossary, symbols, bibliography, passages } = await compiled()
      if (name === ASIDES.loadGlossary) return `export default ${JSON.stringify(glossary)}\n`
      if (name === ASIDES.loadSymbols) return `export default ${JSON.stringify(symbols)}\n`
      if (name === ASIDES.loadBibliography) return `export default ${JSON.stringify(bibliography)}\n`
      if (name === ASIDES.loadPassages) return `export default ${JSON.stringify(passages)}\n`
      if (name === SUMMARIES)
        return `export const summaries = ${JSON.stringify(Object.fromEntries(lessons.map((each) => [lessonId(each), each.summary])))}\n`
      const lesson = lessons.find((each) => `${LESSON}${lessonId(each)}` === name)
      return lesson ? bodyModule(lesson, widgets) : null
    },
    configureServer(server) {
      const folder = join(root, 'curriculum') + sep
      server.watcher.add(folder)
      server.watcher.on('all', async (_, path) => {
        const before = await known
        const file = relative(root, path).split(sep).join('/')
        const shownIn = before && [...before.shown.values()].flat().includes(file)
        if (!path.startsWith(folder) && !shownIn && !DECLARATION.test(file)) return
        known = readCourse(root, false).then((now) => update(server, before, now))
      })
    },
  }
}

/** What a lesson may pass to a widget stands there. */
const DECLARATION = /^src\/widgets\/[^/]+\/[^/]+\/widget\.ts$/

interface Read extends Curriculum {
  widgets: Widgets
}

/** A build stops at any mistake, and leaves out drafts that have some. In development all is shown, and mistakes are said. */
async function readCourse(root: string, building: boolean): Promise<Read> {
  const widgets = await loadWidgets(root)
  const curriculum = compileCurriculum(root, widgets)
  const mistakes = curriculum.problems.filter(isMistake).map(sayProblem)
  if (!building || mistakes.length === 0) {
    const { faulty } = curriculum
    const stays = (id: string): boolean => !building || !faulty.has(id)
    return {
      ...curriculum,
      widgets,
      lessons: curriculum.lessons.filter((lesson) => stays(lessonId(lesson))),
      passages: curriculum.passages.filter(({ lesson }) => stays(lesson)),
    }
  }
  throw new Error(`The lessons have mistakes:\n${mistakes.join('\n')}`)
}

/**
 * The page that shows a changed lesson gets its new text and keeps its place; a change of the index loads the page anew.
 * A lesson with mistakes stays as it was until they are gone, and the page says them.
 */
function update(server: ViteDevServer, before: Read | undefined, now: Read): Read {
  const mistakes = now.problems.filter(isMistake)
  const said = mistakes.map(sayProblem).join('\n')
  const old = new Map(before?.lessons.map((lesson) => [lessonId(lesson), lesson]))
  const held = (lesson: Lesson): boolean => mistakes.some(({ file }) => file === `curriculum/${lessonId(lesson)}.md`)
  const next = { ...now, lessons: now.lessons.map((lesson) => (held(lesson) && old.get(lessonId(lesson))) || lesson) }

  const { moduleGraph } = server.environments.client
  for (const [id, module] of moduleGraph.idToModuleMap)
    if (id.startsWith('\0virtual:lesson') || id === `\0${WIDGETS}`) moduleGraph.invalidateModule(module)
  if (said) {
    server.config.logger.error(said, { timestamp: true })
    server.ws.send({ type: 'error', err: { message: said, stack: '' } })
  } else {
    server.ws.send({ type: 'update', updates: [] }) // clears what was said before
  }
  if (!before || indexModule(before) !== indexModule(next)) {
    server.ws.send({ type: 'full-reload' })
  } else {
    const changed = next.lessons.filter((lesson) => JSON.stringify(old.get(lessonId(lesson))) !== JSON.stringify(lesson))
    for (const lesson of changed) server.ws.send(CHANGED, lesson)
  }
  return next
}

function indexModule({ parts, lessons }: Curriculum): string {
  const asides = Object.entries(ASIDES).map(
    ([name, id]) => `export const ${name} = () => import(${JSON.stringify(id)}).then((m) => m.default)`,
  )
  return [
    "import { infoOf } from '/src/lesson/indexRow.ts'",
    `export const parts = ${JSON.stringify(parts)}`,
    `export const lessons = [${lessons.map(entry).join(',\n')}]`,
    ...asides,
    '',
  ].join('\n')
}

function entry(lesson: Lesson): string {
  const { part, slug, title, order, minutes, project, requires, checks } = lesson
  const objectives = lesson.objectives.map(({ id }) => ({ id }))
  const info: LessonInfo = { part, slug, title, order, minutes, objectives, project, requires, checks }
  return `{ ...infoOf(${JSON.stringify(rowOf(info))}), load: () => import(${JSON.stringify(`${LESSON}${lessonId(lesson)}`)}).then((m) => m.default) }`
}

/** A lesson with the code of its own figures, so that no page has to know where those of all lessons lie. */
function bodyModule(lesson: Lesson, widgets: Widgets): string {
  const used = new Set(Object.values(lesson.blocks).flatMap((block) => (block.kind === 'widget' ? [block.widget] : [])))
  const figures = [...used].map((id) => {
    const { title, part } = widgets[id]!
    const load = `() => import(${JSON.stringify(`/src/widgets/${part}/${id}/View.tsx`)}).then((m) => m.default)`
    return `${JSON.stringify(id)}: { title: ${JSON.stringify(title ?? id)}, load: ${load} }`
  })
  return `export default { ...${JSON.stringify(lesson)}, figures: { ${figures.join(', ')} } }\n`
}
