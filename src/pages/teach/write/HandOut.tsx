/** The lesson as an assignment of its own: in the link where there is room for it, else in a zip. */
import { assignmentOf } from './handOut.ts'
import { Button } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import { int } from '../../../ui/format.ts'
import { LinkBox } from '../handOut/LinkBox.tsx'
import css from './WritePage.module.css'

export function HandOut({ text, title }: { text: string; title: string }) {
  const { code, zip, lesson } = assignmentOf(text, title)
  if (code === null)
    return (
      <div className={css.handOut}>
        <p>
          This lesson is too long for a link, and a link is what students open: cut it in two. The zip keeps the same assignment for you;
          the Gradebook and the command line read it.
        </p>
        <Button onClick={() => download(`${lesson}.zip`, zip())}>Save the assignment as a zip</Button>
      </div>
    )
  return (
    <div className={css.handOut}>
      <LinkBox code={code}>The whole lesson is in this link, in {int(code.length)} characters.</LinkBox>
    </div>
  )
}
