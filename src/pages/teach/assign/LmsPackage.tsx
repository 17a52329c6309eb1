/** The same assignment as a zip for a learning platform: the whole course in it, made here from the files that this page was served from. */
import { useState } from 'react'
import type { Assignment } from '../../../teach/assignment/assignment.ts'
import { toPageJson } from '../../../teach/assignment/whole.ts'
import { Button } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { FILES, PAGE } from '../lms/names.ts'
import css from './AssignPage.module.css'

interface LmsPackageProps {
  assignment: Assignment
  code: string
  /** all its texts are in the code */
  complete: boolean
  /** of the zip */
  name: string
}

export function LmsPackage({ assignment, code, complete, name }: LmsPackageProps) {
  const [busy, setBusy] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    setTold(null)
    setBusy('Packing …')
    try {
      const { makePackage } = await import('../../../teach/scorm/package.ts')
      const files = JSON.parse(new TextDecoder().decode(await bytesOf(FILES))) as string[]
      const page = new TextDecoder().decode(await bytesOf(PAGE))
      const data = await makePackage({
        title: assignment.title,
        code,
        whole: complete ? null : toPageJson(assignment),
        page,
        files,
        read: bytesOf,
        onProgress: (packed) => setBusy(`Packing: ${packed} of ${files.length} files`),
      })
      download(name, data)
      setTold(`${name} has ${(data.length / 1e6).toFixed(1)} MB: add it to your platform as a SCORM 1.2 package.`)
    } catch (error) {
      setTold(`It could not be made: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <div className={`row ${css.acts}`}>
        <Button disabled={busy !== null} onClick={() => void make()}>
          {busy ?? 'Package for an LMS'}
        </Button>
        <span className="cap">SCORM 1.2, for Moodle, Canvas, Open edX, ILIAS: students’ results appear there.</span>
      </div>
      {told ? <Notice>{told}</Notice> : null}
    </>
  )
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const response = await fetch(new URL(file, document.baseURI))
  if (!response.ok || (file.endsWith('.json') && response.headers.get('content-type')?.includes('html')))
    throw new Error(`${file} is not there (${response.status}). Only the built course has what a package is made of.`)
  return new Uint8Array(await response.arrayBuffer())
}
