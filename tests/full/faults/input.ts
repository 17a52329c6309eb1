/** Input that is wrong: files, texts, settings, addresses. */
import { BROWSER, HABITS, FILES, HUB, FUZZ, type Fault } from './fault.ts'

export const input: readonly Fault[] = [
  {
    fault: 'files that are something else',
    injected: 'pickle, HTML, LFS pointer, GGUF, gzip, 7z, rar, ONNX under other names',
    seen: 'what the file is',
    kept: 'nothing was begun',
    tests: [[FILES, 'told by its first bytes']],
  },
  {
    fault: 'cut downloads, missing parts',
    injected: 'files cut anywhere; shards without the others; connections that break',
    seen: 'N of M bytes; the missing parts by name; a download goes on',
    kept: 'whole parts',
    tests: [
      [FILES, 'a download that is not whole'],
      [FILES, 'the missing ones are named'],
      [HUB, 'goes on after cut connections'],
      [HUB, 'is refused where its hash is not the listed one'],
      [HUB, 'says so when there is no room'],
    ],
  },
  {
    fault: 'bad safetensors, hostile JSON, huge configs',
    injected: 'holes, overlaps, overflows, __proto__, depth, mutants and noise',
    seen: 'a typed refusal, within 50 ms',
    kept: 'nothing was begun',
    tests: [
      ['src/core/checkpoint/safetensors.test.ts', 'a shape that overflows'],
      ['src/core/json.test.ts', 'counts nesting before parsing'],
      ['src/core/checkpoint/hfFolder.test.ts', 'sizes that fit no memory'],
      [FUZZ, 'survives broken input'],
      [FUZZ, 'survives noise'],
    ],
  },
  {
    fault: 'zips that lie',
    injected: 'false sizes, paths that lead out, names that come twice',
    seen: 'a refusal',
    kept: 'nothing was written',
    tests: [
      ['src/core/checkpoint/zip.test.ts', 'counts what comes out instead of believing'],
      ['src/core/checkpoint/zip.test.ts', 'refuses the path'],
    ],
  },
  {
    fault: 'bad texts',
    injected: 'empty, NUL, lone surrogates, other encodings, 100 MB',
    seen: 'the place and the character',
    kept: 'nothing was begun',
    tests: [
      ['src/core/data/cleanText.test.ts', 'a lone surrogate'],
      ['src/core/data/cleanText.test.ts', 'refuses 100 MB at once'],
    ],
  },
  {
    fault: 'unknown characters',
    injected: 'texts in another writing',
    seen: 'counted and named; refused above 5 % of a text',
    kept: 'nothing was begun',
    tests: [
      ['src/core/tokenizer/unknown.test.ts', 'are counted and named'],
      ['src/core/tokenizer/unknown.test.ts', 'are borne up to the share'],
    ],
  },
  {
    fault: 'token ids that there are not',
    injected: 'negative, too large, half a number, NaN',
    seen: 'the id and its place',
    kept: 'nothing was begun',
    tests: [
      ['src/core/train/trainer.test.ts', 'an id out of range'],
      ['src/core/tokenizer/characters.test.ts', 'refuses ids that it does not have'],
    ],
  },
  {
    fault: 'damaged links',
    injected: 'values out of range, other names, a broken code, a megabyte packed into 8 KiB',
    seen: 'the lesson, without what is wrong; a link that cannot be read says so',
    kept: 'what is right',
    tests: [
      ['src/lesson/address.test.ts', 'drops only what is wrong'],
      ['src/teach/assignment/link.test.ts', 'one that unpacks to a megabyte'],
      [HABITS, 'that is damaged says so and opens the course'],
    ],
  },
  {
    fault: 'scripts in lessons, texts and links',
    injected: 'HTML, javascript: and data: addresses',
    seen: 'as text, or not at all',
    kept: 'no script runs',
    tests: [
      ['src/lesson/Lesson.test.tsx', 'a script link'],
      [BROWSER, 'a title that is a script'],
    ],
  },
]
