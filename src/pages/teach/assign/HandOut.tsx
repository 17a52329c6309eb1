/** Handing out: the link with its size, a code to scan, the address that Google Classroom takes, a sheet to print, a file. */
import { type Assignment, assignmentHash } from '../../../teach/assignment/assignment.ts'
import { toZip } from '../../../teach/assignment/file.ts'
import { MAX_CODE, toLink } from '../../../teach/assignment/link.ts'
import { codeOfFile } from '../../../teach/assignment/whole.ts'
import { TeachError } from '../../../teach/teachError.ts'
import { Button, buttonClass } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import { int } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { ownEntry } from '../../assigned/own/ownEntry.ts'
import { LinkBox, linkTo, openAddress } from '../handOut/LinkBox.tsx'
import css from './AssignPage.module.css'
import { LmsPackage } from './LmsPackage.tsx'
import { Sheet } from './Sheet.tsx'

export function HandOut({ assignment, minutes }: { assignment: Assignment; minutes: number }) {
  const made = linkOf(assignment)
  const file = `${assignment.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.zip`
  return (
    <>
      {made instanceof TeachError ? (
        <Notice kind="failure" hint={made.hint}>
          {made.message}
        </Notice>
      ) : (
        <TheLink assignment={assignment} {...made} minutes={minutes} />
      )}
      <div className={`row ${css.acts}`}>
        <Button onClick={() => download(file, toZip(assignment))}>Save as a file</Button>
        <span className="cap">
          All of it with its texts, for the gradebook and the command line; students open it as well, at <code>{openAddress()}</code>
        </span>
      </div>
      <LmsPackage
        assignment={assignment}
        code={made instanceof TeachError ? codeOfFile(assignmentHash(assignment)) : made.code}
        complete={!(made instanceof TeachError) && made.left.length === 0}
        name={file.replace(/\.zip$/, '-scorm.zip')}
      />
    </>
  )
}

function linkOf(assignment: Assignment): { code: string; left: string[] } | TeachError {
  try {
    return toLink(assignment)
  } catch (error) {
    if (error instanceof TeachError) return error
    throw error
  }
}

interface TheLinkProps {
  assignment: Assignment
  code: string
  left: string[]
  minutes: number
}

function TheLink({ assignment, code, left, minutes }: TheLinkProps) {
  const link = linkTo(code)
  const { items, title } = assignment
  const classroom = `https://classroom.google.com/share?${new URLSearchParams({ url: link, title })}`
  return (
    <>
      <LinkBox code={code}>
        {items.length} {items.length === 1 ? 'item' : 'items'}
        {minutes > 0 ? `, about ${minutes} minutes to read` : ''}; {int(code.length)} of at most {int(MAX_CODE)} characters.
      </LinkBox>
      {left.length > 0 ? (
        <Notice hint="Hand out the file below in place of the link, or beside it: the link’s page takes it too. The package for an LMS has everything.">
          There was no room in the link for {left.map((name) => `“${titleOf(assignment, name)}”`).join(' and ')}.
        </Notice>
      ) : null}
      <div className={`row ${css.acts}`}>
        <a className={buttonClass()} href={classroom} target="_blank" rel="noreferrer">
          Share in Google Classroom
        </a>
        <Button onClick={() => print()}>Print the sheet</Button>
      </div>
      <Sheet assignment={assignment} link={link} apart={left.map((name) => titleOf(assignment, name))} />
    </>
  )
}

/** Of a lesson that was left out, by its id; a text of one's own is called by its name. */
function titleOf({ lessons }: Assignment, name: string): string {
  const lesson = lessons.find(({ id }) => id === name)
  return (lesson && ownEntry(lesson)?.title) ?? name
}
