/** The lesson as an assignment of its own: in the link where there is room for it, else in a file. */
import { Link } from 'wouter'
import { assignmentOf } from './handOut.ts'
import { Button } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import { int } from '../../../ui/format.ts'
import { LinkBox, openAddress } from '../handOut/LinkBox.tsx'
import css from './WritePage.module.css'

export function HandOut({ text, title }: { text: string; title: string }) {
  const { code, zip, lesson } = assignmentOf(text, title)
  if (code === null)
    return (
      <div className={css.handOut}>
        <p>
          This lesson is too long for a link: hand it out as a file. Students open it at <code>{openAddress()}</code>, and the Gradebook and
          the command line read it too. To put it beside other things, or into a learning platform, choose it on the{' '}
          <Link href="/teach">Assign</Link> page.
        </p>
        <Button onClick={() => download(`${lesson}.zip`, zip())}>Save the assignment as a file</Button>
      </div>
    )
  return (
    <div className={css.handOut}>
      <LinkBox code={code}>The whole lesson is in this link, in {int(code.length)} characters.</LinkBox>
    </div>
  )
}
