/** Every figure in each of its states, with numbers of formulas. */
import type { ReactNode } from 'react'
import { AlignmentMap } from '../../figures/AlignmentMap.tsx'
import { AttentionMap } from '../../figures/AttentionMap.tsx'
import { Curves } from '../../figures/Curves.tsx'
import { DistributionBars } from '../../figures/DistributionBars.tsx'
import { DotRows } from '../../figures/DotRows.tsx'
import { HeadGrid } from '../../figures/HeadGrid.tsx'
import { HeadScores } from '../../figures/HeadScores.tsx'
import { Histogram } from '../../figures/Histogram.tsx'
import { Joins } from '../../figures/Joins.tsx'
import { Landscape } from '../../figures/Landscape.tsx'
import { LossChart } from '../../figures/LossChart.tsx'
import { ModelDiagram } from '../../figures/ModelDiagram.tsx'
import { Match, NamedTexts } from '../../figures/NamedTexts.tsx'
import { SampleStream } from '../../figures/SampleStream.tsx'
import { Shades } from '../../figures/Shades.tsx'
import { SizeScatter } from '../../figures/SizeScatter.tsx'
import { SurpriseText } from '../../figures/SurpriseText.tsx'
import { Tile } from '../../figures/Tile.tsx'
import { TintedText } from '../../figures/TintedText.tsx'
import { VectorBars } from '../../figures/VectorBars.tsx'
import { fixed, int } from '../../ui/format.ts'
import { bowl, descent, ends, letters, nearness, partsOf, softmax, waves } from './numbers.ts'

/** By figure: its states, each with what is drawn. */
export const FIGURES: Readonly<Record<string, Readonly<Record<string, () => ReactNode>>>> = {
  AlignmentMap: {
    'a sentence and its translation': () => (
      <AlignmentMap
        caption="each French word reads the English one in its place most"
        columns={['a', 'small', 'flute']}
        words={['une', 'petite', 'flûte']}
        shares={[0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? 0.8 : 0.1)))}
      />
    ),
  },
  AttentionMap: {
    empty: () => <AttentionMap tokens={[]} weights={new Float32Array()} caption="no tokens yet" />,
    'a few tokens': () => <AttentionMap tokens={[...'we the']} weights={nearness(6)} caption="near tokens are read most" />,
    'as many as can be read': () => <AttentionMap tokens={[...'the people of the united']} weights={nearness(24)} caption="24 tokens" />,
  },
  Curves: {
    'two lines and a marker': () => (
      <Curves
        caption="a slow and a fast descent"
        across="step"
        writeX={int}
        writeY={(y) => fixed(y, 2)}
        marker={20}
        curves={[
          { name: 'slow', points: descent(60, 0.03), colour: 'ink-3', dashed: true },
          { name: 'fast', points: descent(60, 0.1), colour: 'gradient' },
        ]}
      />
    ),
    'few measurements, on a logarithmic axis': () => (
      <Curves
        caption="powers of two"
        across="exponent"
        writeX={int}
        writeY={int}
        log
        dots
        curves={[{ name: 'power', points: [1, 4, 8, 12].map((x) => ({ x, y: 2 ** x })) }]}
      />
    ),
  },
  DistributionBars: {
    'everything kept': () => <DistributionBars {...letters(6)} />,
    'rolled and cut': () => <DistributionBars {...letters(12, { cut: 0.05 })} rolled={{ id: 1, dice: 0.42 }} />,
    'colder than 1': () => <DistributionBars {...letters(8, { temperature: 0.5 })} />,
  },
  DotRows: {
    'one measured, one not yet': () => (
      <DotRows
        caption="three throws each"
        heads={['what was thrown', 'height, per cent', 'mean']}
        rows={[
          { name: 'ball', label: 'a ball', values: [0.4, 0.5, 0.6], interval: { mean: 0.5, half: 0.25 } },
          { name: 'feather', label: 'a feather', values: null, interval: null },
        ]}
        domain={[0, 1]}
        marks={[{ name: 'the table', at: 0.2, dashed: true }]}
        colour="probability"
        writeAxis={(at) => fixed(100 * at, 0)}
        write={({ mean, half }) => `${fixed(100 * mean, 0)} ± ${fixed(100 * half, 0)}`}
        chosen="ball"
        disabled={false}
        onChoose={() => {}}
      />
    ),
  },
  HeadGrid: {
    'two layers of three heads': () => (
      <HeadGrid caption="layer times head" values={[0, 1].map((layer) => [0, 1, 2].map((head) => layer * head))} cell={(value) => value} />
    ),
  },
  HeadScores: {
    'two layers of three heads': () => (
      <HeadScores caption="the nearer to the last, the more" scores={[softmax([0, 1, 2]), softmax([2, 1, 0])]} />
    ),
  },
  Histogram: {
    'two groups': () => (
      <Histogram
        caption="a wave, and the same half as high"
        groups={[1, 0.5].map((height) => ({
          name: `height ${height}`,
          values: descent(200, 0.1).map(({ x }) => 3 * height * Math.sin(x)),
          deviation: (3 * height) / Math.SQRT2,
        }))}
      />
    ),
  },
  Joins: {
    'no word is changed': () => <Joins forms={[{ word: 'we', left: 'we', right: 'we' }]} left="first letters" right="last letters" />,
    'words that meet on either side': () => (
      <Joins forms={ends(['tea', 'toe', 'sea', 'see', 'pie'])} left="first letters" right="last letters" />
    ),
    'more words than are drawn': () => (
      <Joins most={3} forms={ends(['tea', 'toe', 'sea', 'see', 'pie'])} left="first letters" right="last letters" />
    ),
  },
  Landscape: {
    'with a place that can be moved': () => (
      <Landscape
        shades={bowl(40)}
        columns={40}
        x={[-1, 1]}
        y={[-1, 1]}
        xName="x"
        yName="y"
        label="A bowl, the fuller the shade the higher"
        said="lowest in the middle"
        at={[0.5, -0.25]}
        onPlace={() => {}}
      />
    ),
    'to look at': () => (
      <Landscape
        shades={bowl(40)}
        columns={40}
        x={[-1, 1]}
        y={[-1, 1]}
        xName="x"
        yName="y"
        label="The same bowl"
        said="lowest in the middle"
        colour="gradient"
        aspect={0.5}
      />
    ),
  },
  LossChart: {
    'before the first step': () => <LossChart name="a run to come" train={[]} validation={[]} totalSteps={300} />,
    'under way': () => (
      <LossChart name="a run" train={descent(120, 0.02)} validation={descent(120, 0.02).filter(({ x }) => x % 60 === 0)} totalSteps={300} />
    ),
    'done, with references and an earlier run': () => (
      <LossChart
        name="a run"
        train={descent(300, 0.02)}
        validation={descent(300, 0.02).filter(({ x }) => x % 60 === 0)}
        references={[
          { name: 'guessing', loss: Math.log(10) },
          { name: 'a coin', loss: Math.LN2 * 1.2 },
        ]}
        earlier={[{ name: 'slower', points: descent(300, 0.008) }]}
        totalSteps={300}
      />
    ),
  },
  ModelDiagram: {
    'sizes not counted yet': () => <ModelDiagram sizes={SMALL} parts={null} limits={LIMITS} />,
    'counted, to look at': () => <ModelDiagram sizes={SMALL} parts={partsOf(SMALL)} limits={LIMITS} />,
    'a control, with more blocks than can be drawn': () => (
      <ModelDiagram sizes={{ ...SMALL, nLayer: 24 }} parts={partsOf(SMALL)} limits={LIMITS} onChange={() => {}} />
    ),
  },
  NamedTexts: {
    'two, with words that were counted': () => (
      <NamedTexts
        texts={[
          {
            name: 'written',
            text: (
              <>
                Tom lost <Match>the key</Match>
              </>
            ),
          },
          { name: 'right', text: 'Tom found the key', small: true },
        ]}
      />
    ),
  },
  SampleStream: {
    empty: () => <SampleStream items={[]} unit="bits" />,
    'some of many samples': () => (
      <SampleStream
        unit="bits"
        items={descent(200, 0.02)
          .filter(({ x }) => x % 10 === 0)
          .map(({ x, y }) => ({ step: x, loss: y, prompt: 'step ', text: `step ${x}` }))}
      />
    ),
  },
  Shades: {
    'a matrix': () => (
      <Shades
        caption="sines and cosines of 48 places"
        values={waves(48, 64)}
        columns={64}
        row="place"
        column="number of its vector"
        colour="position"
      />
    ),
    'all equal': () => (
      <Shades
        caption="nothing but one number"
        values={new Float32Array(64).fill(1)}
        columns={8}
        row="row"
        column="column"
        colour="query"
        height={80}
      />
    ),
  },
  SizeScatter: {
    empty: () => <SizeScatter models={[]} goal={2.2} />,
    'one model in three forms, and another': () => (
      <SizeScatter
        goal={2.2}
        models={[
          ...[8, 4, 2].map((bits) => ({ name: `${bits} bits`, bytes: 1e5 * bits, bitsPerCharacter: 1.9 + 2 / bits ** 2, form: true })),
          { name: 'another', bytes: 60_000, bitsPerCharacter: 2.4 },
        ]}
      />
    ),
  },
  SurpriseText: {
    'the prompt alone': () => <SurpriseText prompt="we the " tokens={[]} />,
    'written and rolled': () => (
      <SurpriseText
        prompt="we the "
        tokens={[...'people of th'].map((token, i) => ({ token, probability: softmax([i % 4, 0, 0])[0]! }))}
        rolled={{ token: ' ', probability: 0.5 }}
      />
    ),
  },
  Tile: {
    'shares of six tokens': () => (
      <div style={{ inlineSize: '8rem' }}>
        <Tile values={nearness(6)} label="near tokens are read most" colour="probability" />
      </div>
    ),
  },
  TintedText: {
    'one token spoken of': () => (
      <TintedText
        label="a wave over letters"
        tokens={[...'people of the sea']}
        tints={descent(17, 0.4).map(({ x }) => Math.max(0, Math.sin(x)))}
        colour="token"
        first={3}
        said={(t) => `token ${t}`}
      >
        {(t) => `token ${t}: a wave’s height`}
      </TintedText>
    ),
  },
  VectorBars: {
    'two vectors on one scale': () => (
      <VectorBars
        caption="places 3 and 4"
        rows={[3, 4].map((place) => ({
          name: `place ${place}`,
          values: waves(5, 48).subarray(place * 48, (place + 1) * 48),
          colour: 'position',
        }))}
      />
    ),
  },
}

const SMALL = { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, nVocab: 65 }
const LIMITS = { nLayer: [1, 48], nEmbd: [4, 4096] } as const
