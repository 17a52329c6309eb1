/** How a lesson's file is read by the editor: front matter, headings, directives, code and formulas have their marks. */
import { StreamLanguage, type StreamParser } from '@codemirror/language'

interface State {
  inside: 'head' | 'code' | 'formula' | null
  line: number
}

const lesson: StreamParser<State> = {
  name: 'lesson',
  startState: () => ({ inside: null, line: 0 }),
  copyState: (state) => ({ ...state }),
  blankLine: (state) => void state.line++,
  token(stream, state) {
    if (stream.sol()) {
      state.line++
      const fence = stream.match(/^(---|```|\$\$)\s*/, false)
      if (fence) {
        const mark = stream.match(/^---|^```|^\$\$/)
        const opens = { '---': 'head', '```': 'code', $$: 'formula' }[String(Array.isArray(mark) ? mark[0] : '')] as State['inside']
        if (opens === 'head' && state.line > 1 && state.inside !== 'head') return 'comment'
        state.inside = state.inside === null ? opens : state.inside === opens ? null : state.inside
        stream.skipToEnd()
        return 'comment'
      }
      if (state.inside === null && stream.match(/^#{1,6}\s.*/)) return 'heading'
      if (state.inside === null && stream.match(/^:{2,}[a-z]*/)) return 'keyword'
    }
    if (state.inside === 'code' || state.inside === 'formula') {
      stream.skipToEnd()
      return 'string'
    }
    if (stream.match(/^[a-zA-Z]+(?=:(\s|$))/)) return 'typeName'
    if (state.inside === 'head') return rest(stream)
    if (stream.match(/^\{[^}\n]*\}/) || stream.match(/^`[^`\n]+`/) || stream.match(/^\$[^$\n]+\$/)) return 'string'
    if (stream.match(/^\*\*[^*\n]+\*\*/)) return 'strong'
    if (stream.match(/^\[[^\]\n]*\]\([^)\n]*\)/) || stream.match(/^\[@[^\]\n]*\]/)) return 'link'
    return rest(stream)
  },
}

/** Prose: to the next character at which something may begin. */
function rest(stream: Parameters<StreamParser<State>['token']>[0]): null {
  stream.next()
  stream.eatWhile(/[^{`$*[]/)
  return null
}

export const lessonLanguage = StreamLanguage.define(lesson)
