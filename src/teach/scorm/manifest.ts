/** `imsmanifest.xml` of a package with one SCO. Without a mastery score: with one, platforms grade by themselves and overrule the course. */

export interface Manifest {
  title: string
  /** another for each assignment, so that a platform does not take two for one */
  identifier: string
  /** the page that is opened */
  page: string
  /** every file of the package but this one, relative to its root */
  files: readonly string[]
}

export function manifestOf({ title, identifier, page, files }: Manifest): string {
  const name = text(title)
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${attribute(nameOf(identifier))}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${name}</title>
      <item identifier="assignment" identifierref="sco">
        <title>${name}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="${address(page)}">
${files.map((file) => `      <file href="${address(file)}"/>`).join('\n')}
    </resource>
  </resources>
</manifest>
`
}

/** XML has no control characters, and no halves of pairs, in any form. The standard's schema ends titles at 200 characters. */
const text = (value: string): string =>
  escaped(
    Array.from(value.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' '))
      .slice(0, 200)
      .join(''),
  )
const attribute = (value: string): string => escaped(value).replaceAll('"', '&quot;')
const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const address = (path: string): string => attribute(path.split('/').map(encodeURIComponent).join('/'))

/** XML's identifiers begin with a letter and know few characters. */
const nameOf = (value: string): string => `a${value.replace(/[^A-Za-z0-9._-]/g, '-')}`
