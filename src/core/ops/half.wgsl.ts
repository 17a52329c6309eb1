/**
 * Storage in half precision. Kernels are written as though every number were an f32; WGSL converts nothing by itself, so
 * where a binding holds halves, what is read from it is widened at once and what is stored in it is rounded. All arithmetic
 * and every sum stays f32.
 *
 * Ladder: accessors get_x() and set_x() in every kernel make thirty of them longer for the sake of one option; rewriting
 * the accesses of a finished module is one function, and a kernel written tomorrow has it too.
 */

/** The element type with which a kernel sees a binding. */
type Wide = 'f32' | 'vec4f'

export const HALF: Readonly<Record<Wide, string>> = { f32: 'f16', vec4f: 'vec4h' }

/**
 * WGSL in which every access of the arrays `halves` converts: `x[i]` is read as `f32(x[i])`, `x[i] = v` becomes
 * `x[i] = f16(v)`, and `x[i] += v` adds in f32. Lines keep their numbers; comments go.
 * @throws Error where the address of such an array is taken: nothing could be converted there
 */
export function throughHalf(code: string, halves: ReadonlyMap<string, Wide>): string {
  if (halves.size === 0) return code
  const names = new RegExp(`(?<![\\w.])(${[...halves.keys()].join('|')})(?=\\s*\\[)`, 'g')
  const address = new RegExp(`(?<!&)&\\s*(${[...halves.keys()].join('|')})\\b`).exec(code)
  if (address) throw new Error(`a kernel takes the address of "${address[1]}", which is stored in half precision`)

  const rewrite = (text: string): string => {
    let out = ''
    let done = 0
    names.lastIndex = 0
    for (let found = names.exec(text); found; found = names.exec(text)) {
      const name = found[1]!
      const wide = halves.get(name)!
      const open = text.indexOf('[', found.index)
      const close = closing(text, open)
      const element = `${name}[${rewrite(text.slice(open + 1, close))}]`
      out += text.slice(done, found.index)
      const store = storeAfter(text, close + 1)
      if (store) {
        const place = element + rewrite(store.component)
        const to = store.component ? HALF.f32 : HALF[wide]
        const value = rewrite(text.slice(store.from, store.to)).trim()
        out += `${place} = ${to}(${store.operator ? `${store.component ? 'f32' : wide}(${place}) ${store.operator} (${value})` : value})`
        done = store.to
      } else {
        out += `${wide}(${element})`
        done = close + 1
      }
      names.lastIndex = done
    }
    return out + text.slice(done)
  }
  return rewrite(code.replace(/\/\/[^\n]*|\/\*.*?\*\//gs, (comment) => comment.replace(/[^\n]/g, '')))
}

interface Store {
  /** `.x` or `[j]`, where one number of a vector is stored */
  component: string
  /** of a compound assignment, else empty */
  operator: string
  /** where the value stands */
  from: number
  to: number
}

/** The assignment to what ends just before `at`, if there is one. */
function storeAfter(text: string, at: number): Store | undefined {
  let end = at
  if (text[end] === '[') end = closing(text, end) + 1
  else end += /^\.\w+/.exec(text.slice(end, end + 8))?.[0].length ?? 0
  const equals = /^\s*([-+*/]?)=(?!=)/.exec(text.slice(end))
  if (!equals) return undefined
  const from = end + equals[0].length
  let depth = 0
  let to = from
  // As far as the statement goes, or the head of the loop that it stands in.
  for (; to < text.length && !(depth === 0 && ';)}'.includes(text[to]!)); to++) depth += step(text[to]!)
  return { component: text.slice(at, end), operator: equals[1]!, from, to }
}

const step = (character: string): number => ('([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0)

/** Where the bracket that opens at `open` closes. */
function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    depth += step(text[i]!)
    if (depth === 0) return i
  }
  throw new Error(`a bracket is never closed: ${text.slice(open, open + 40)}`)
}
