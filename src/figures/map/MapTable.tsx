/** The map as tables: what the model expects after each letter, or who reads whom in a head, and how large the numbers of each part are. */
import { PartsTable } from './PartsTable.tsx'
import { fixed, share, visible } from '../../ui/format.ts'
import { SharesTable } from '../SharesTable.tsx'
import type { MapNumbers } from './data.ts'
import type { Place, Scene, TensorItem } from './scene.ts'

interface MapTableProps {
  scene: Scene
  numbers: MapNumbers
  tokens: readonly string[]
  open: Place
}

export function MapTable({ scene, numbers, tokens, open }: MapTableProps) {
  const head =
    open.head === undefined ? null : scene.tensors.find(({ kind, part }) => kind === 'shares' && part.endsWith(`head.${open.head}`))
  return (
    <>
      {head ? <Shares {...{ head, numbers, tokens }} /> : <Guesses {...{ numbers, tokens }} />}
      <Parts scene={scene} numbers={numbers} />
    </>
  )
}

function Guesses({ numbers, tokens }: Pick<MapTableProps, 'numbers' | 'tokens'>) {
  return (
    <table>
      <caption>After each letter, the likeliest next</caption>
      <thead>
        <tr>
          <th scope="col">place</th>
          <th scope="col">letter</th>
          <th scope="col">likeliest next</th>
          <th scope="col" className="n">
            share
          </th>
          <th scope="col">the text goes on so</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token, i) => {
          const guess = numbers.guesses[i]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter's place is its identity
            <tr key={i}>
              <th scope="row" className="n">
                {i}
              </th>
              <td>{visible(token)}</td>
              <td>{guess ? visible(guess.token) : '–'}</td>
              <td className="n">{guess ? share(guess.share) : '–'}</td>
              <td>{i + 1 < tokens.length ? (guess?.hit ? 'yes' : 'no') : 'it ends here'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Shares({ head: { name, rows }, numbers, tokens }: { head: TensorItem } & Pick<MapTableProps, 'numbers' | 'tokens'>) {
  const from = numbers.activations.get(name)
  const backward = numbers.mode === 'backward'
  return (
    <SharesTable
      caption={`Who reads whom: ${backward ? 'gradients of shares' : 'each row adds up to 1'}`}
      tokens={tokens}
      write={(i, j) => {
        if (!from) return ''
        const value = from.data[(rows[0] + i) * from.width + j]!
        return backward ? fixed(value, 3) : share(value, 2)
      }}
    />
  )
}

/** Each part once, with the mean of its numbers' distance from zero and the farthest of them. */
function Parts({ scene, numbers }: Pick<MapTableProps, 'scene' | 'numbers'>) {
  const rows = scene.parts.flatMap(({ id, name, size }) => {
    const items = scene.tensors.filter(({ part }) => part === id)
    const measured = items.map((item) => measure(item, numbers)).filter((each) => each !== null)
    if (measured.length === 0) return []
    const count = measured.reduce((sum, each) => sum + each.count, 0)
    const mean = measured.reduce((sum, each) => sum + each.sum, 0) / count
    const said: [string, string] = [fixed(mean, 4), fixed(Math.max(...measured.map((each) => each.most)), 3)]
    return [{ id, name, size, numbers: said }]
  })
  return <PartsTable heads={['mean distance from 0', 'farthest']} rows={rows} />
}

function measure({ kind, name, rows, columns }: TensorItem, { activations, weights, changes }: MapNumbers) {
  const from = kind === 'weight' ? (changes ?? weights).get(name) : activations.get(name)
  // A pooled weight has only its largest numbers here: their mean would be another one's.
  if (!from || (from.of && (from.of.rows !== from.rows || from.of.columns !== from.width))) return null
  let [sum, most, count] = [0, 0, 0]
  for (let r = rows[0]; r < Math.min(rows[1], from.rows); r++)
    for (let c = columns[0]; c < columns[1]; c++) {
      const size = Math.abs(from.data[r * from.width + c]!)
      sum += size
      most = Math.max(most, size)
      count++
    }
  return count === 0 ? null : { sum, most, count }
}
