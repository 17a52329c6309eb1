/** The instructor's guide: a class in ten minutes, with pictures that a test takes from the running course. */
import { Link } from 'wouter'
import { Page, Part } from '../../shell/Page.tsx'
import css from './GuidePage.module.css'

const INTRO =
  'From choosing lessons to what comes back. Everything is in links and files: no server keeps anything, and neither you nor your students need an account.'

export function GuidePage() {
  return (
    <Page title="A class in ten minutes" intro={INTRO}>
      <Part title="1. Assign">
        <div className="prose">
          <p>
            Open <Link href="/teach">Assign</Link>, give it a title, and choose what your class is to do: lessons, single questions,
            projects, a lesson of your own, or a task of your own with a goal, which you try there at once. Under “What counts” stand the
            pass mark, the attempts and the due date. The draft is kept in your browser.
          </p>
        </div>
        <Picture name="assign" says="The Assign page: the title, and what there is to choose from" />
      </Part>
      <Part title="2. Hand out">
        <div className="prose">
          <p>
            Under “Hand out” copy the link and send it as you send everything else, share it in Google Classroom, or print the sheet with
            the code to scan. The whole assignment is in the link, so it works as long as the course does. Opening it starts nothing.
          </p>
          <p>
            A long text or lesson of your own has no room in a link: save the assignment as a file and hand that out, which students open at{' '}
            <Link href="/assigned">Open an assignment</Link>. For Moodle, Canvas, Open edX or ILIAS take the package: it holds the whole
            course and the assignment with all its texts, and tells the platform of answers and points by itself.
          </p>
        </div>
        <Picture name="hand-out" says="The end of the Assign page: the link, its code to scan, and what can be saved" />
      </Part>
      <Part title="3. What students see">
        <div className="prose">
          <p>
            What is to be done, what counts, and how far they are. They may do it in any order, over days, and without a network after the
            first visit. Their answers stay in their own browser. Beside a question stands how many attempts are left, where you count them;
            a lesson that asks nothing is done when they say at its end that they have read it.
          </p>
        </div>
        <Picture name="assigned" says="An assignment as a student sees it: its items, each with how far it is" />
      </Part>
      <Part title="4. Collect">
        <div className="prose">
          <p>
            Under “Hand in” each student saves one file, the receipt, with all answers and attempts, and sends it to you or uploads it where
            your class hands things in. Tell them to save it once early: it is also what brings their work to another machine.
          </p>
        </div>
        <Picture name="hand-in" says="The end of a student’s page: a name, and the button that saves the receipt" />
      </Part>
      <Part title="5. See the class">
        <div className="prose">
          <p>
            In the <Link href="/teach/gradebook">Gradebook</Link> open the assignment by its link, then drop the receipts: a folder, or the
            zip of submissions as Moodle, Canvas or ILIAS makes it. What is no receipt is named and changes nothing else. The table has a
            row for each student; below it stand who is stuck where, which questions were missed, how sure they were of their guesses, and
            their answers side by side.
          </p>
        </div>
        <Picture name="class" height={290} says="The gradebook: two students’ receipts, and a file among them that is none" />
      </Part>
      <Part title="6. Grade by running">
        <div className="prose">
          <p>
            Where a task asks for a model, the receipt holds its weights. Choose a text that only you have, and each model is measured on it
            here, whatever its receipt says. Save the table as CSV, change a percentage, read it back: yours counts. Where you doubt how a
            model was made, it is trained again from its seed. A class too large for a browser is graded by the same program from the
            command line, <code>npm run -s gpt -- grade --help</code>.
          </p>
        </div>
        <Picture name="grades" height={380} says="The table after measuring: one model has learned, the other only claims so" />
      </Part>
      <Part title="A lesson of your own">
        <div className="prose">
          <p>
            <Link href="/teach/write">Write a lesson</Link> shows its text beside what students will see, with the course’s own figures.
            Under “Hand it out” the lesson is an assignment of its own; Assign puts it beside other things. A lesson that somebody sent you
            runs nothing: it has no scripts and no pictures from elsewhere, and its answers lie apart from those of the course.
          </p>
        </div>
        <Picture name="write" height={350} says="Write a lesson: the text at the left, the lesson at the right" />
      </Part>
    </Page>
  )
}

function Picture({ name, says, height = 500 }: { name: string; says: string; height?: number }) {
  return (
    <figure className={css.picture}>
      <img src={`${import.meta.env.BASE_URL}guide/${name}.png`} alt={says} width={960} height={height} loading="lazy" />
    </figure>
  )
}
