/** The parts of a map that are drawn, in the order of the pass, with two numbers of each. */
interface PartsTableProps {
  /** what the numbers are */
  heads: readonly [string, string]
  rows: readonly { id: string; name: string; size: string | undefined; numbers: readonly [string, string] }[]
}

export function PartsTable({ heads, rows }: PartsTableProps) {
  return (
    <table>
      <caption>The parts that are drawn, in the order of the pass</caption>
      <thead>
        <tr>
          <th scope="col">part</th>
          <th scope="col">size</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="n">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, size, numbers: [first, second] }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{size}</td>
            <td className="n">{first}</td>
            <td className="n">{second}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
