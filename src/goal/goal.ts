/** A goal, such as `validationLoss < bigramLoss and parameters <= 60000`: what challenges and an instructor's own tasks ask for, read by a small parser, judged over readings. */

export type Goal = Joined | Comparison

export interface Joined {
  kind: 'and' | 'or'
  parts: Goal[]
}

export interface Comparison {
  kind: 'compare'
  left: Value
  sign: Sign
  right: Value
}

export type Value =
  | { kind: 'number'; value: number }
  | { kind: 'reading'; name: string }
  | { kind: 'sum'; sign: '+' | '-' | '*' | '/'; left: Value; right: Value }

export type Sign = '<' | '<=' | '>' | '>=' | '=' | '!='
export type Readings = Readonly<Record<string, number>>

const TOKEN = /\s*(?:([\d_]*\.?\d+(?:[eE][+-]?\d+)?)|([A-Za-z]\w*)|(<=|>=|!=|==|[<>=()+\-*/]))/y

/** @throws SyntaxError that says what was expected where */
export function parseGoal(text: string): Goal {
  const tokens = tokensOf(text)
  let at = 0
  const next = (): string | undefined => tokens[at]
  const take = (...wanted: string[]): string | undefined => (next() !== undefined && wanted.includes(next()!) ? tokens[at++] : undefined)
  const fail = (wanted: string): never => {
    throw new SyntaxError(`${next() === undefined ? 'at its end' : `before "${tokens.slice(at).join(' ')}"`} ${wanted} is missing`)
  }

  const joined = (word: 'and' | 'or', part: () => Goal): Goal => {
    const parts = [part()]
    while (take(word)) parts.push(part())
    return parts.length === 1 ? parts[0]! : { kind: word, parts }
  }
  const any = (): Goal => joined('or', all)
  const all = (): Goal => joined('and', one)
  const one = (): Goal => {
    if (next() === '(' && holdsComparison(tokens, at)) {
      at++
      const inner = any()
      return take(')') ? inner : fail('")"')
    }
    const left = sum()
    const sign = take('<', '<=', '>', '>=', '=', '==', '!=') ?? fail('a comparison (<, <=, >, >=, =, !=)')
    return { kind: 'compare', left, sign: sign === '==' ? '=' : (sign as Sign), right: sum() }
  }
  const chain = (signs: ('+' | '-' | '*' | '/')[], part: () => Value): Value => {
    let left = part()
    for (let sign = take(...signs); sign; sign = take(...signs)) left = { kind: 'sum', sign: sign as '+', left, right: part() }
    return left
  }
  const sum = (): Value => chain(['+', '-'], product)
  const product = (): Value => chain(['*', '/'], factor)
  const factor = (): Value => {
    if (take('-')) return { kind: 'sum', sign: '-', left: { kind: 'number', value: 0 }, right: factor() }
    if (take('(')) {
      const inner = sum()
      return take(')') ? inner : fail('")"')
    }
    const token = next()
    if (token === undefined || !/^[\w.]/.test(token) || token === 'and' || token === 'or') return fail('a number or the name of a reading')
    at++
    return /^[\d.]/.test(token) ? { kind: 'number', value: Number(token.replaceAll('_', '')) } : { kind: 'reading', name: token }
  }

  const goal = any()
  if (next() !== undefined) fail('"and" or "or"')
  return goal
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) throw new SyntaxError(`"${text.slice(from).trim()}" cannot be read`)
    tokens.push(match[0].trim())
  }
  return tokens
}

/** Whether the bracket that opens at `open` stands around comparisons, and not around a sum. */
function holdsComparison(tokens: readonly string[], open: number): boolean {
  let depth = 0
  for (const token of tokens.slice(open)) {
    if (token === '(') depth++
    else if (token === ')' && --depth === 0) return false
    else if (/^([<>=!]|and$|or$)/.test(token)) return true
  }
  return false
}

/** Names of all readings in a goal, each once. */
export function readingsIn(goal: Goal | Value): string[] {
  switch (goal.kind) {
    case 'number':
      return []
    case 'reading':
      return [goal.name]
    case 'and':
    case 'or':
      return [...new Set(goal.parts.flatMap(readingsIn))]
    default:
      return [...new Set([...readingsIn(goal.left), ...readingsIn(goal.right)])]
  }
}

/** The value, or NaN where a reading has not been taken yet. */
export function evaluate(value: Value, readings: Readings): number {
  if (value.kind === 'number') return value.value
  if (value.kind === 'reading') return readings[value.name] ?? Number.NaN
  const [a, b] = [evaluate(value.left, readings), evaluate(value.right, readings)]
  return value.sign === '+' ? a + b : value.sign === '-' ? a - b : value.sign === '*' ? a * b : a / b
}

/** Whether the goal is reached. A comparison with a reading that is missing does not hold. */
export function holds(goal: Goal, readings: Readings): boolean {
  if (goal.kind !== 'compare') {
    const each = (part: Goal): boolean => holds(part, readings)
    return goal.kind === 'and' ? goal.parts.every(each) : goal.parts.some(each)
  }
  const [a, b] = [evaluate(goal.left, readings), evaluate(goal.right, readings)]
  if (Number.isNaN(a) || Number.isNaN(b)) return false
  switch (goal.sign) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '=':
      return a === b
    case '!=':
      return a !== b
    default:
      return goal.sign satisfies never
  }
}
