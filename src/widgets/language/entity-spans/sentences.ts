/**
 * Sentences with names, marked by hand for this course; many words in them are a name in one place and none, or another kind of name, in
 * another. A name is marked whole, with its titles left out: [Dr.] is not part of a person's name, "the" is part of none, and days, months
 * and nationalities are not marked. A team called by its town is an organization. MIT, as the course.
 */

/** Names stand in square brackets with their label's first letter before a colon: [p:Ada Lovelace], [l:Paris], [o:Red Cross]. */
export const MARKED: readonly string[] = [
  '[p:Washington] slept two nights in [l:Washington].',
  '[p:Paris Young] left [l:Paris] in May, and [p:May] stayed.',
  '[p:Jordan Baker] flew to [l:Jordan] with the [o:Red Cross].',
  'Will [p:Will] sign the will?',
  '[l:Turkey] sold us a turkey from [l:Brazil].',
  '[p:Rose Lake] swam in [l:Rose Lake] with a rose in her hair.',
  '[o:Apple] paid for the apples that [p:Bill] ate, but nobody paid the bill.',
  '[p:Mark] left a mark on the new desk at [o:Amazon].',
  'The [l:Amazon] is longer than the road from [l:Chicago] to [l:Dallas].',
  '[o:Chicago] beat [o:Dallas] on Sunday in [l:Denver].',
  'Dr. [p:Maria Santos] of [o:Lisbon University] spoke in [l:Lisbon].',
  '[p:Victoria] took the night train from [l:Victoria Station].',
  '[p:Lincoln] drove his old Lincoln to [l:Lincoln].',
  'She sang in [l:New York] for the [o:World Health Organization].',
  'In June [p:June] met [p:April Summers] near the [l:Danube].',
  '[p:Anna] and her brother [p:Tomas Varga] work for [o:Siemens] in [l:Budapest].',
]
