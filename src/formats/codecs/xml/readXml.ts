import { TextDecoder } from 'node:util'
import { XmlParser, XmlTextError, type XmlEvent, type XmlLimits } from './xmlParser'

/** How much of the beginning is looked at for the encoding. */
const HEAD = 200

/**
 * Reads XML of any size as it comes: the events of each piece together. UTF-8, unless the first line or a byte order
 * mark says another encoding.
 * @throws XmlTextError when it is not XML, is cut off, or declares a document type or entities.
 */
export async function* readXml(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: XmlLimits
): AsyncGenerator<readonly XmlEvent[]> {
  const parser = new XmlParser(limits)
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk)
    yield parser.take(decode(decoder, chunk))
  }
  yield parser.take(decode(decoder ?? new TextDecoder()))
  parser.end()
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw new XmlTextError(`The text is not ${decoder.encoding}`, 1)
  }
}

/** @throws XmlTextError for an encoding that is not known */
function decoderFor(chunk: Uint8Array): TextDecoder {
  const head = Buffer.from(chunk.subarray(0, HEAD)).toString('latin1')
  const said = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]
  const label = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : said
  try {
    return new TextDecoder(label ?? 'utf-8', { fatal: true })
  } catch {
    throw new XmlTextError(`The encoding ${String(label)} is not known`, 1)
  }
}
