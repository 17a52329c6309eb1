/** The reading list: what each text gives, which were read, and when each comes back for review. */
import { READINGS, SHELVES } from '../../../facts/readings.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice } from '../../frame/params.ts'

export default defineWidget({
  id: 'reading-list',
  title: 'A reading list that asks back',
  teaches: 'A text that was read today is asked about in three days, and then at growing distances.',
  params: { shelf: choice(SHELVES), work: choice(READINGS.map(({ work }) => work)) },
  defaults: { shelf: 'model' },
  shown: ['work'],
  readings: { texts: 'texts on the shelf' },
  derive: ({ shelf }) => READINGS.filter((each) => each.shelf === shelf),
  readingsOf: (texts) => ({ texts: texts.length }),
})
