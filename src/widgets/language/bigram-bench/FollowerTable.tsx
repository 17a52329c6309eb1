/** One row of the table: what came after a character, how often, and how surprising each is. */
import { int, visible } from '../../../ui/format.ts'
import { PairBits, PairShare } from './BigramNumbers.tsx'
import { type Bigram, followersOf } from './counts.ts'

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
          <th scope="col" className="n">
            times
          </th>
          <th scope="col" className="n">
            share
          </th>
          <th scope="col" className="n">
            bits
          </th>
        </tr>
      </thead>
      <tbody>
        {followersOf(bigram, row)
          .slice(0, SHOWN)
          .map(({ id, count }) => {
            const of = { bigram, row, id }
            return (
              <tr key={id}>
                <th scope="row">{visible(vocabulary[id]!)}</th>
                <td className="n">{int(count)}</td>
                <td className="n">
                  <PairShare {...of} />
                </td>
                <td className="n">
                  <PairBits {...of} />
                </td>
              </tr>
            )
          })}
      </tbody>
    </table>
  )
}
