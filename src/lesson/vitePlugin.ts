/** Gives the page the course: `virtual:lessons`, an index with a loader for each lesson's body. A mistake in a lesson stops the build. */
import { join, sep } from 'node:path'
import type { Plugin } from 'vite'
import { compileCurriculum } from './compile/curriculum.ts'
import { sayProblem } from './compile/problem.ts'
import { type Lesson, type LessonInfo, lessonId } from './lesson.ts'

const INDEX = 'virtual:lessons'
const LESSON = 'virtual:lesson/'

export default function lessons(): Plugin {
  let root = ''
  let building = false

  function compiled() {
    const curriculum = compileCurriculum(root)
    if (building && curriculum.problems.length > 0) throw new Error(`The lessons have mistakes:\n${curriculum.problems.map(sayProblem).join('\n')}`)
    return curriculum
  }

  return {
    name: 'lessons',
    configResolved(config) {
      root = config.root
      building = config.command === 'build'
    },
    buildStart() {
      if (building) compiled()
    },
    resolveId: (id) => (id === INDEX || id.startsWith(LESSON) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${INDEX}`) {
        const { parts, lessons } = compiled()
        return `export const parts = ${JSON.stringify(parts)}\nexport const lessons = [${lessons.map(entry).join(',\n')}]\n`
      }
      if (!id.startsWith(`\0${LESSON}`)) return null
      const wanted = id.slice(`\0${LESSON}`.length)
      const lesson = compiled().lessons.find((each) => lessonId(each) === wanted)
      return lesson ? `export const lesson = ${JSON.stringify(lesson)}\n` : null
    },
    configureServer(server) {
      const folder = join(root, 'curriculum') + sep
      server.watcher.add(folder)
      server.watcher.on('all', (_, path) => {
        if (!path.startsWith(folder)) return
        const { moduleGraph } = server.environments.client
        for (const [id, module] of moduleGraph.idToModuleMap) if (id.startsWith('\0virtual:lesson')) moduleGraph.invalidateModule(module)
        server.ws.send({ type: 'full-reload' })
      })
    },
  }
}

function entry(lesson: Lesson): string {
  const { part, slug, title, summary, order, minutes, objectives, requires, checks } = lesson
  const info: LessonInfo = { part, slug, title, summary, order, minutes, objectives, requires, checks }
  return `{ ...${JSON.stringify(info)}, load: () => import(${JSON.stringify(`${LESSON}${lessonId(lesson)}`)}).then((m) => m.lesson) }`
}
