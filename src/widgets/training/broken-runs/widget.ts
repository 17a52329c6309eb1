/** Six broken runs: trained, looked at, diagnosed, and mended. */
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'
import { type Outcome, type Progress, readingsOf, tryOut } from './lab.ts'
import { DIAGNOSES, NAMES } from './patients.ts'

export default defineWidget({
  id: 'broken-runs',
  title: 'Broken runs',
  teaches:
    'A mistake in training leaves traces by which it can be told from others; and a repair is one when the repaired run has been measured.',
  params: {
    run: choice(NAMES),
    repair: choice(['nothing', ...DIAGNOSES]),
    rate: number(0, 1),
    warmup: whole(0, 400),
    steps: whole(30, 3000),
    seed: whole(1, 99),
  },
  needs: 'device',
  readings: {
    reported: 'held-out loss at the end as its program reports it, nats a token; of the repaired run, if there is one, as all others',
    asked: 'loss when it is given 8 letters and asked for the next, nats',
    askedHealthy: 'the same of a healthy run of that size and seed',
    behind: 'what it loses to the healthy run, nats',
    gap: 'held-out loss minus that of its last 20 batches, nats a token',
    echo: 'share of places where its best guess is the letter just read',
    future: 'share of its attention on letters that come later',
    silent: 'share of inner units that are 0 at every letter',
    alike: 'cosine of the last states of neighbouring letters',
    weights: 'root mean square of its matrices',
  },
  defaults: { run: 'A', repair: 'nothing', rate: 0.1, warmup: 10, steps: 600, seed: 1 },
  run: ({ run: name, ...rest }, { core }, report: (so: Progress) => void, before: Outcome | null) =>
    tryOut(core, { name, ...rest }, report, before),
  readingsOf: (outcome, { run }) => (outcome.asked.name === run ? readingsOf(outcome) : null),
})
