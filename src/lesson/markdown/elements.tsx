/** What the elements of a lesson's markdown look like. */
import { type ComponentProps, isValidElement, type ReactNode, Suspense } from 'react'
import type { Components } from 'react-markdown'
import 'katex/dist/katex.min.css'
import { Boundary } from '../../ui/Boundary.tsx'
import { later } from '../../ui/later.tsx'
import { Block } from '../Block.tsx'
import { useLesson } from '../LessonContext.ts'
import { formulaKey } from '../lesson.ts'
import css from './elements.module.css'
import { goTo } from './goTo.ts'
import { FigureWord, TermWord } from './Word.tsx'

const TypesetFormula = later(() => import('./TypesetFormula.tsx').then((m) => m.default))

function Code({ className, children }: ComponentProps<'code'>) {
  const display = className?.includes('math-display') ?? false
  if (!display && !className?.includes('math-inline')) return <code className={className}>{children}</code>
  return <Formula formula={String(children)} display={display} />
}

/** Formulas of a lesson were set when it was built; only text that was not, such as a note of the learner's, loads KaTeX. */
function Formula({ formula, display }: { formula: string; display: boolean }) {
  const html = useLesson().formulas?.[formulaKey(formula, display)]
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX made it at build time, with its input escaped and `trust` off
  if (html !== undefined) return <span dangerouslySetInnerHTML={{ __html: html }} />
  const plain = <code>{formula}</code>
  return (
    <Boundary where="A formula" hint="" fallback={plain}>
      <Suspense fallback={plain}>
        <TypesetFormula formula={formula} display={display} />
      </Suspense>
    </Boundary>
  )
}

/** A formula on its own arrives as `pre > code`; both it and code may be wider than a phone, so both scroll and take focus. */
function Pre({ children }: { children?: ReactNode }) {
  const formula = isValidElement<{ className?: string }>(children) && children.props.className?.includes('math-display')
  if (!formula) {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      <pre tabIndex={0}>{children}</pre>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div className={css.formula} role="group" aria-label="Formula" tabIndex={0}>
      {children}
    </div>
  )
}

function Anchor({ href = '', children }: ComponentProps<'a'>) {
  if (href.startsWith('term:')) return <TermWord id={href.slice('term:'.length)}>{children}</TermWord>
  if (href.startsWith('figure:')) return <FigureWord name={href.slice('figure:'.length)}>{children}</FigureWord>
  const target = href.startsWith('source:') ? `source-${href.slice('source:'.length)}` : href.replace(/^#/, '')
  if (href.startsWith('source:') || (href.startsWith('#') && !href.startsWith('#/'))) {
    return (
      <a href={`#${target}`} onClick={goTo(target)}>
        {children}
      </a>
    )
  }
  return <Away href={href}>{children}</Away>
}

/** A link that leaves the lesson. In another's text it says to which host, whatever its words say. */
function Away({ href, children }: { href: string; children?: ReactNode }) {
  const { own } = useLesson()
  const host = own && /^https?:/i.test(href) && URL.canParse(href) ? new URL(href).host : null
  return (
    <a href={href} rel={own ? 'external nofollow noopener noreferrer' : 'noreferrer'}>
      {children}
      {host ? <span className={css.host}> ({host})</span> : null}
    </a>
  )
}

function Table({ children }: ComponentProps<'table'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div className={`scrollx ${css.table}`} role="group" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  )
}

/** Text that the compiler took out as data, or a plain division. */
function Division({ children, ...rest }: ComponentProps<'div'> & { 'data-block'?: string }) {
  const key = rest['data-block']
  return key ? <Block name={key} /> : <div>{children}</div>
}

export const components: Components = {
  a: Anchor,
  code: Code,
  pre: Pre,
  table: Table,
  div: Division,
  aside: ({ children }) => <aside className={css.note}>{children}</aside>,
  details: ({ children }) => <details className={css.details}>{children}</details>,
  ul: ({ children }) => <ul className={css.list}>{children}</ul>,
  ol: ({ children }) => <ol className={css.list}>{children}</ol>,
}

/** For a sentence inside a control: no paragraph around it. */
export const inlineComponents: Components = { ...components, p: ({ children }) => children }
