/** Every word of the text with its stem and its lemma. */
import { Group } from '../../../ui/Group.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import css from './StemBench.module.css'
import type { Form } from './families.ts'

export function WordTable({ forms }: { forms: readonly Form[] }) {
  return (
    <Disclosure label="Every word" aside={`${forms.length} rows`}>
      <Group className={css.table} tabIndex={0} aria-label="Every word with its stem and lemma">
        <table>
          <thead>
            <tr>
              <th scope="col">word</th>
              <th scope="col">stem</th>
              <th scope="col">lemma</th>
            </tr>
          </thead>
          <tbody>
            {forms.map(({ word, stem, lemma }) => (
              <tr key={`${word}/${lemma}`}>
                <th scope="row">{word}</th>
                <td className={css.key}>{stem}</td>
                <td>{lemma}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Group>
    </Disclosure>
  )
}
