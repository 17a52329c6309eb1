/** How markdown is read on the page. One set of arrays for all, so that nothing below is mounted anew when a page renders. */
import { defaultUrlTransform, type Options } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import { remarkLessonDirectives } from './directives.ts'
import { rehypeAnchors } from './anchors.ts'

const schema: typeof defaultSchema = {
  ...defaultSchema,
  clobberPrefix: '',
  // No pictures: a lesson draws with widgets, and a picture's address would be asked for.
  tagNames: [...(defaultSchema.tagNames ?? []).filter((name) => name !== 'img'), 'aside'],
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
    div: ['dataBlock'],
  },
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'source', 'term', 'figure'] },
}

export const remarkPlugins: Options['remarkPlugins'] = [remarkGfm, remarkDirective, remarkMath, remarkLessonDirectives]

/** Sanitized first: what comes after is ours. */
export const rehypePlugins: Options['rehypePlugins'] = [[rehypeSanitize, schema], rehypeAnchors]

/** `source:radford2018`, `term:token` and `figure:query` are links of our own; anything else follows the library's rule, which drops `javascript:`. */
export const urlTransform = (url: string): string => (/^(source|term|figure):/.test(url) ? url : defaultUrlTransform(url))
