/** Reads which module imports which, from the sources. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

export interface Import {
  /** the importing file, relative to the repository: `src/core/plan/trace.ts` */
  from: string
  line: number
  /** a file of the repository, or a package's specifier: `react-dom/client` */
  to: string
  /** erased by the compiler: `import type`, `export type`, `import('…').Name` */
  typeOnly: boolean
  /** not an import but the address of a worker's script: `new URL('…', import.meta.url)` */
  address: boolean
}

/** Every TypeScript source below `folder`, AssemblyScript left out. */
export function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.as.ts'))
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .sort()
}

/** All imports of one file: static, re-exported, dynamic, of a type, and the `new URL('…', import.meta.url)` of workers. */
export function importsOf(path: string, text = readFileSync(path, 'utf8')): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean, address = false) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
    found.push({ from: path, line, to: resolve(path, specifier.text), typeOnly, address })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, node.importClause?.isTypeOnly ?? false)
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node)) add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node, node.arguments[0], false)
    else if (ts.isNewExpression(node) && node.expression.getText() === 'URL' && node.arguments?.[1]?.getText() === 'import.meta.url') {
      add(node, node.arguments[0], false, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function resolve(from: string, specifier: string): string {
  const path = specifier.split('?')[0]!
  return path.startsWith('.') ? normalize(join(dirname(from), path)).replaceAll('\\', '/') : path
}
