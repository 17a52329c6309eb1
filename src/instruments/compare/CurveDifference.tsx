/** Two curves over one axis and, below, the right one minus the left one. */
import { Curves, type CurvesProps } from '../../figures/Curves.tsx'
import { signed } from '../../ui/format.ts'
import { curvesApart } from './distance.ts'

interface CurveDifferenceProps extends Omit<CurvesProps, 'curves'> {
  left: CurvesProps['curves'][number]
  right: CurvesProps['curves'][number]
}

export function CurveDifference({ left, right, ...axes }: CurveDifferenceProps) {
  return (
    <>
      <Curves {...axes} curves={[left, { ...right, dashed: true, colour: 'ink-3' }]} />
      <Curves
        {...axes}
        caption={`${right.name} − ${left.name}: ${axes.caption}`}
        writeY={(y) => signed(y, 2)}
        curves={[{ name: 'difference', points: curvesApart(left.points, right.points), colour: left.colour }]}
      />
    </>
  )
}
