/** A published page: what hostile names come to, what it may ask for, that its files come out as they went in, and how large it is. */
import { readdirSync, readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildPlayer } from '../../player/vitePlugin.ts'
import { fromBase64, toBase64 } from '../base64.ts'
import { readSavedFiles } from '../saved/saved.ts'
import type { ModelCard } from './card.ts'
import { type Carried, CARRIED_ID, escaped, type Player, publishedPage } from './page.ts'
import { packPublishable, readPublished } from './published.ts'

const card: ModelCard = {
  name: 'A model',
  does: 'It goes on.',
  data: 'a text',
  licence: 'MIT',
  model: 'a GPT',
  scores: [{ what: 'right', value: '3 of 4', beside: '2 of 4' }],
  measured: 'on four',
  limits: ['It is small.'],
  date: '2026-11-30',
}
const HOSTILE = [
  '</script><script>window.bad = 1</script>',
  '"><img src=x onerror="window.bad = 1">',
  "' onload='window.bad = 1",
  '<!-- <script>',
  '</title></style><svg onload=window.bad=1>',
  '\u202egpj.exe & Ω',
]

const checkpoint = (id: string) => {
  const folder = new URL(`../../../public/checkpoints/${id}/`, import.meta.url)
  return new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]))
}

const harmless: Player = { script: 'void 0', style: 'main { margin: 0 }' }

describe('the page', () => {
  it.each(HOSTILE)('shows %j as the text that it is, wherever a person may write', async (text) => {
    const hostile: ModelCard = {
      ...card,
      name: text,
      does: text,
      data: text,
      licence: text,
      model: text,
      measured: text,
      scores: [{ what: text, value: text, beside: text }],
      limits: [text],
    }
    const files = new Map([[text, new TextEncoder().encode(text)]])
    const html = await publishedPage({ kind: 'write', card: hostile, files, examples: [[text]] }, harmless)
    const { window } = new JSDOM(html, { runScripts: 'dangerously' })
    const { document } = window
    expect(window.bad).toBeUndefined()
    expect(document.querySelectorAll('script, style, img, svg')).toHaveLength(3)
    const shown = text.replace('\u202e', '\\u202e')
    expect(document.title).toBe(shown)
    expect(document.querySelector('h1')!.textContent).toBe(shown)
    expect(document.querySelector('meta[name=description]')!.getAttribute('content')).toBe(shown)
    expect([...document.querySelectorAll('dd')].map((dd) => dd.textContent)).toEqual([shown, shown, shown, '2026-11-30'])
    expect(document.querySelector('li')!.textContent).toBe(shown)
    const carried = JSON.parse(document.getElementById(CARRIED_ID)!.textContent!) as Carried
    expect(carried.examples).toEqual([[text]])
    expect(new TextDecoder().decode(fromBase64(carried.files[text]!))).toBe(text)
  })

  it('asks for nothing: its policy allows its own script and style by their hashes, WebAssembly, and no address', async () => {
    const html = await publishedPage({ kind: 'write', card, files: new Map(), examples: [] }, harmless)
    const policy = new JSDOM(html).window.document.querySelector('meta[http-equiv]')!.getAttribute('content')!
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}=' 'wasm-unsafe-eval'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    )
    expect(html).not.toMatch(/https?:|\bsrc=|\bhref=/)
  })

  it('keeps a script whose strings end tags whole', async () => {
    const player = { script: 'window.said = "</script><!--" + /<\\/script>/.test("</script>")', style: '' }
    const html = await publishedPage({ kind: 'write', card, files: new Map(), examples: [] }, player)
    expect(new JSDOM(html, { runScripts: 'dangerously' }).window.said).toBe('</script><!--true')
  })

  it('carries any bytes', () => {
    const bytes = Uint8Array.from({ length: 70_001 }, (_, i) => (i * 37) % 256)
    expect(Buffer.compare(fromBase64(toBase64(bytes)), bytes)).toBe(0)
  })

  it('names what it escapes by number', () => {
    expect(escaped(`<&>"'`)).toBe('&#60;&#38;&#62;&#34;&#39;')
  })
})

describe('a shipped model', () => {
  let player: Player
  beforeAll(async () => {
    player = JSON.parse(await buildPlayer()) as Player
  })

  it.each(['first', 'world'])('%s is a page of at most 3 MB, and comes out of it as it went in', async (id) => {
    const saved = await readSavedFiles(checkpoint(id))
    if (saved.kind !== 'quantized' && saved.kind !== 'language') throw new Error(`${id} is ${saved.kind}`)
    const files = packPublishable(
      saved.kind === 'quantized' ? { kind: 'write', packed: saved.packed } : { kind: 'write', model: saved.model },
    )
    const html = await publishedPage({ kind: 'write', card, files, examples: [] }, player)
    expect(new TextEncoder().encode(html).length).toBeLessThanOrEqual(3e6)
    const again = readPublished('write', files)
    if (again.kind !== 'write') throw new Error(again.kind)
    // Byte by byte, a comparison that names differences would take a minute.
    const twice = packPublishable({ kind: 'write', model: again.model })
    expect([...files].filter(([name, bytes]) => Buffer.compare(bytes, twice.get(name)!) !== 0).map(([name]) => name)).toEqual([])
    expect([...twice.keys()]).toEqual([...files.keys()])
  })

  it('is run by a program without an address in it', () => {
    const addresses = player.script.match(/https?:\/\/[^\s"'`]+/g) ?? []
    expect(addresses.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([])
    expect(player.script).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\beval\(/)
  })
})
