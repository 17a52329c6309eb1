/** How often the tagger is right, on sentences tagged by hand. */
import { judgeAll } from './judgeAll.ts'
import { score } from './score.ts'
import { defineWidget } from '../../frame/define.ts'

export default defineWidget({
  id: 'pos-accuracy',
  title: 'A tagger’s accuracy',
  teaches: 'A tagger’s accuracy is a count on sentences whose tags people set, and says as much about the sentences as about the tagger.',
  params: {},
  readings: {
    words: 'words tagged by hand, punctuation left out',
    accuracy: 'share of them that the tagger tags alike',
    sentences: 'sentences',
    sentenceAccuracy: 'share of sentences without a wrong tag',
    mostFrequent: 'share that is right when every spelling has its most frequent tag of the other sentences',
  },
  compute: judgeAll,
  readingsOf: (judged) => {
    const { words, right, sentences, sentencesRight, mostFrequent } = score(judged)
    return { words, accuracy: right / words, sentences, sentenceAccuracy: sentencesRight / sentences, mostFrequent }
  },
})
