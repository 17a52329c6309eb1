/** The keys that work everywhere, in a list. */
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { KEYS } from './keys.ts'

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open title="Keys" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <table>
        <caption className="vh">Keys and what they do</caption>
        <thead className="vh">
          <tr>
            <th scope="col">key</th>
            <th scope="col">does</th>
          </tr>
        </thead>
        <tbody>
          {KEYS.map(({ key, does }) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap">
        Tab moves between controls, Space and Enter press them, arrows move sliders. Every figure has a button “Table” with the same
        numbers.
      </p>
    </Dialog>
  )
}
