/** Markdown on the page: a lesson's text, or one sentence of a question. */
import ReactMarkdown from 'react-markdown'
import { components, inlineComponents } from './elements.tsx'
import { rehypePlugins, remarkPlugins, urlTransform } from './plugins.ts'

export function Markdown({ children, inline = false }: { children: string; inline?: boolean }) {
  return (
    <ReactMarkdown
      remarkPlugins={remarkPlugins}
      rehypePlugins={rehypePlugins}
      components={inline ? inlineComponents : components}
      urlTransform={urlTransform}
    >
      {children}
    </ReactMarkdown>
  )
}
