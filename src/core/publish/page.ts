/** One HTML file that is the whole model: its card as text that needs no script, its weights, and the program that runs them. */
import { toBase64 } from '../base64.ts'
import type { ModelFolder } from '../checkpoint/model.ts'
import { CourseError, visible } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import type { ModelCard } from './card.ts'
import type { PublishedKind } from './published.ts'

/** The built program and its style sheet, without the tags around them. */
export interface Player {
  script: string
  style: string
}

export interface Publication {
  kind: PublishedKind
  card: ModelCard
  files: ModelFolder
  /** inputs to try it on: texts of its own kind, each a list where a task has several */
  examples: readonly (readonly string[])[]
}

/** What the program finds in the file. */
export interface Carried {
  kind: PublishedKind
  /** base64, by name */
  files: Record<string, string>
  examples: readonly (readonly string[])[]
}

/** Where the program finds it. */
export const CARRIED_ID = 'model'
/** Where it puts its controls. */
export const ROOM_ID = 'room'

/** A page of more than this opens on no phone. */
const MOST_BYTES = 48 * 2 ** 20

/** The same publication and program give the same text. @throws CourseError 'bad-argument' for one that is too large */
export async function publishedPage({ kind, card, files, examples }: Publication, player: Player): Promise<string> {
  const carried: Carried = {
    kind,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, toBase64(bytes)])),
    examples,
  }
  const script = inert(player.script)
  const style = inert(player.style)
  const policy = [
    "default-src 'none'",
    `script-src '${await hashOf(script)}' 'wasm-unsafe-eval'`,
    `style-src '${await hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escaped(card.does)}">
<title>${escaped(card.name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>${escaped(card.name)}</h1>
<p>${escaped(card.does)}</p>
</header>
<section id="${ROOM_ID}" aria-label="Try it"><noscript><p>The model is in this file, and it runs as a script, which this browser does not allow here.</p></noscript></section>
${cardHtml(card)}
</main>
<script id="${CARRIED_ID}" type="application/json">${JSON.stringify(carried).replaceAll('<', '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`
  if (html.length > MOST_BYTES)
    throw new CourseError(
      'bad-argument',
      `The page would have ${Math.round(html.length / 2 ** 20)} MiB, and more than ${MOST_BYTES / 2 ** 20} open on no phone.`,
      'Publish a smaller model, or export this one as a folder.',
    )
  return html
}

function cardHtml(card: ModelCard): string {
  const row = ({ what, value, beside = '' }: ModelCard['scores'][number]) =>
    `<tr><th scope="row">${escaped(what)}</th><td>${escaped(value)}</td><td>${escaped(beside)}</td></tr>`
  const scores =
    card.scores.length > 0
      ? `<table><caption>${escaped(card.measured)}</caption><thead><tr><th scope="col">what</th><th scope="col">this model</th><th scope="col">for comparison</th></tr></thead><tbody>${card.scores.map(row).join('')}</tbody></table>`
      : '<p>Nothing was measured.</p>'
  const term = (name: string, text: string) => `<dt>${name}</dt><dd>${escaped(text)}</dd>`
  return `<section aria-labelledby="card">
<h2 id="card">Model card</h2>
<dl>
${term('Model', card.model)}
${term('Data', card.data)}
${term('Licence', card.licence)}
${term('Published', card.date)}
</dl>
<h3>Measured</h3>
${scores}
<h3>Limits</h3>
<ul>${card.limits.map((limit) => `<li>${escaped(limit)}</li>`).join('')}</ul>
</section>`
}

/** Text as it may stand in HTML, between tags and in quotes. */
export const escaped = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Code that ends no tag and opens no comment, and means the same: what is changed can stand in strings and patterns alone. */
const inert = (code: string): string => code.replace(/<\/(script|style)/gi, '<\\/$1').replaceAll('<!--', '\\x3c!--')

async function hashOf(text: string): Promise<string> {
  const hex = await sha256(text)
  return `sha256-${toBase64(Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16)))}`
}
