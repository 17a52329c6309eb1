/** Reads a story back from its English text alone, without the code that wrote it: who, where, when, and the verbs in their order. */

const VERBS: Record<string, RegExp> = {
  admire: /admired the/,
  apologize: /apologized to/,
  break: /broke the/,
  clean: /cleaned the/,
  comfort: / comforted /,
  draw: /drew the/,
  fail: /did not catch it/,
  fall: /slipped and fell/,
  find: /found (a|an) /,
  give: /gave (a|an|the) [a-z ]+ to /,
  giveBack: /gave the \w+ back\./,
  keep: /kept the/,
  laugh: /laughed at/,
  leave: /without a word/,
  lend: /lent the/,
  look: /at the \w+ and nodded/,
  lose: /lost the/,
  putAway: /put the/,
  quarrel: /quarrelled about/,
  recover: /got the \w+ back/,
  repair: /repaired the/,
  replace: / a new /,
  return: /found the/,
  search: /looked for the/,
  show: /showed the/,
  steal: /took the \w+ from/,
  talk: /talked about the/,
  thank: /thanked/,
  win: /won (a|an) /,
}

export interface Reading {
  hero: string
  place: string
  day: string
  /** the kinds of the incident and of the turn */
  happened: string[]
}

export function read(text: string): Reading {
  const [first = '', ...rest] = text.split(/(?<=\.) /)
  const place = /(?:to|at|in|on) the (\w+)/.exec(first)?.[1] ?? ''
  const hero = /\b(?!One\b|It\b)[A-Z][a-z]+/.exec(first)?.[0] ?? ''
  const day = /(?:[Oo]ne|was a) (\w+ (?:morning|afternoon|evening|day))/.exec(first)?.[1] ?? ''
  const happened = rest.flatMap((sentence) => {
    const told = sentence.replace(/ because .*/, '')
    return Object.keys(VERBS).filter((verb) => VERBS[verb]!.test(told))
  })
  return { hero, place, day, happened }
}
