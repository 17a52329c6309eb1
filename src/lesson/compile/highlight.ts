/** Code becomes coloured pieces when the course is built, so that no highlighter travels to the browser. */
import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import bash from 'shiki/langs/bash.mjs'
import javascript from 'shiki/langs/javascript.mjs'
import json from 'shiki/langs/json.mjs'
import markdown from 'shiki/langs/markdown.mjs'
import python from 'shiki/langs/python.mjs'
import tsx from 'shiki/langs/tsx.mjs'
import typescript from 'shiki/langs/typescript.mjs'
import wgsl from 'shiki/langs/wgsl.mjs'
import yaml from 'shiki/langs/yaml.mjs'
import { CODE_KINDS, type Code, type CodeKind } from '../lesson.ts'

/** What may stand after the three backticks. */
export const LANGUAGES = ['ts', 'tsx', 'js', 'python', 'py', 'wgsl', 'json', 'yaml', 'bash', 'sh', 'markdown', 'md', 'text'] as const

const theme = createCssVariablesTheme({ name: 'kinds', variablePrefix: '--', variableDefaults: {} })

let highlighter: ReturnType<typeof createHighlighterCoreSync> | undefined

/** @param language one of `LANGUAGES`; `text` stays plain */
export function highlight(code: string, language: string): Code {
  if (language === 'text') return code.split('\n').map((line) => (line ? [[line, null]] : []))
  highlighter ??= createHighlighterCoreSync({
    themes: [theme],
    langs: [bash, javascript, json, markdown, python, tsx, typescript, wgsl, yaml],
    engine: createJavaScriptRegexEngine(),
  })
  // Without a limit on time: the result must not depend on how busy the machine is.
  const lines = highlighter.codeToTokensBase(code, { lang: language, theme: 'kinds', tokenizeTimeLimit: 0 })
  return lines.map((line) => {
    const pieces: [string, CodeKind | null][] = []
    for (const { content, color } of line) {
      const kind = kindOf(color)
      const last = pieces.at(-1)
      if (last && (last[1] === kind || content.trim() === '')) last[0] += content
      else pieces.push([content, kind])
    }
    return pieces
  })
}

/** The theme's colours are variables, `var(--token-keyword)`; the rest of such a name is what the piece is. */
function kindOf(color: string | undefined): CodeKind | null {
  const name = /--token-([a-z]+)/.exec(color ?? '')?.[1]
  return CODE_KINDS.find((kind) => kind === name) ?? null
}
