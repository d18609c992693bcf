const align = (length) => Math.ceil(length / 4) * 4

/**
 * The bytes of an asar archive with the text files given, all at its root.
 * Layout: a pickle that holds the size of the header pickle, the header pickle (JSON padded to four bytes), the files.
 * @param {Record<string, string>} entries
 * @returns {Buffer}
 */
export function writeAsar(entries) {
  const contents = Object.values(entries).map((text) => Buffer.from(text))
  const files = {}
  let offset = 0
  for (const [index, name] of Object.keys(entries).entries()) {
    const size = contents[index].length
    files[name] = { size, offset: String(offset) }
    offset += size
  }
  const json = Buffer.from(JSON.stringify({ files }))
  const head = Buffer.alloc(16 + align(json.length))
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(8 + align(json.length), 4)
  head.writeUInt32LE(4 + align(json.length), 8)
  head.writeUInt32LE(json.length, 12)
  json.copy(head, 16)
  return Buffer.concat([head, ...contents])
}
