/** Sentences in each language, written for this course: one noun and one verb or so, in many of their forms. MIT, as the course. */
import type { Language } from '../../../language/stemmers.ts'

export const NAMES: Readonly<Record<Language, string>> = {
  english: 'English',
  french: 'French',
  german: 'German',
  spanish: 'Spanish',
  finnish: 'Finnish',
  russian: 'Russian',
}

/** BCP 47, so that browsers and screen readers treat the text as what it is. */
export const TAGS: Readonly<Record<Language, string>> = {
  english: 'en',
  french: 'fr',
  german: 'de',
  spanish: 'es',
  finnish: 'fi',
  russian: 'ru',
}

export const SAMPLES: Readonly<Record<Language, string>> = {
  english:
    'The house is old, the houses are old, and the old housing of the city is housed in them. I talk, she talks, we talked, they are talking.',
  french:
    'La maison est petite, les maisons sont petites, le petit jardin continue. Je chante, nous chantons, vous chantez, elle chantait, ils chanteront.',
  german:
    'Das Haus ist klein, die Häuser sind klein, in kleinen Häusern wohnt ein kleines Kind. Ich spiele, du spielst, er spielte, wir haben gespielt.',
  spanish:
    'La casa es pequeña, las casas son pequeñas, un pequeño jardín. Yo hablo, tú hablas, ella hablaba, nosotros hablamos, ellos hablarán.',
  finnish:
    'Talo on vanha. Talossa, talosta, taloon, talolla, talolta, talolle; talot, taloissa, taloista; talossani, talossasi, taloissammekin.',
  russian: 'Книга лежит, книги лежат, нет книги, в книге, с книгой, много книг, о книгах. Я читаю, ты читаешь, она читала, мы читали.',
}
