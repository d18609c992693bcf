/** What SQL text is made of: comments, quoted texts and names, words, white space, and single characters. */
const parts =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$\u0080-\uffff]+|\s+|[^]/g

/**
 * SQL text in a form that is equal for equal statements: without comments and white space, names and key words in
 * lower case and without quotes. SQLite keeps the text of a statement as it was written, and versions differ in how
 * they quote what they rewrite themselves.
 */
export function normalizeSql(sql: string): string {
  const words: string[] = []
  for (const [part] of sql.matchAll(parts)) {
    if (/^(?:\s|--|\/\*)/.test(part)) continue
    if (part.startsWith("'")) words.push(part)
    else if (/^["`[]/.test(part) && part.length > 1) words.push(part.slice(1, -1).toLowerCase())
    else words.push(part.toLowerCase())
  }
  return words.join('\n')
}
