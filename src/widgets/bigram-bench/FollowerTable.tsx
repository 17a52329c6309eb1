/** One row of the table: what came after a character, how often, and how surprising each is. */
import { fixed, int, share, visible } from '../../ui/format.ts'
import { type Bigram, followersOf, probability } from './counts.ts'

const SHOWN = 8

export function FollowerTable({ bigram, row }: { bigram: Bigram; row: number }) {
  const { vocabulary, totals, followers } = bigram
  return (
    <table>
      <caption>
        After “{visible(vocabulary[row]!)}”, seen {int(totals[row]!)} times before {int(followers[row]!)} different characters
      </caption>
      <thead>
        <tr>
          <th scope="col">next</th>
          <th scope="col" className="n">times</th>
          <th scope="col" className="n">share</th>
          <th scope="col" className="n">bits</th>
        </tr>
      </thead>
      <tbody>
        {followersOf(bigram, row).slice(0, SHOWN).map(({ id, count }) => {
          const p = probability(bigram, row, id)
          return (
            <tr key={id}>
              <th scope="row">{visible(vocabulary[id]!)}</th>
              <td className="n">{int(count)}</td>
              <td className="n">{share(p)}</td>
              <td className="n">{fixed(-Math.log2(p))}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
