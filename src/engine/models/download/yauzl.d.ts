/** What is used here of yauzl 3.4, which comes without types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    readonly versionMadeBy: number
    readonly generalPurposeBitFlag: number
    readonly crc32: number
    readonly uncompressedSize: number
    readonly externalFileAttributes: number
    readonly fileNameRaw: Buffer
    readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[]
    isEncrypted(): boolean
    canDecodeFileData(): boolean
  }

  export interface ZipFile {
    readonly entryCount: number
    eachEntry(): AsyncIterable<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
    close(): void
  }

  const yauzl: {
    /** `validateEntrySizes`: a stream ends with an error when it has more or fewer bytes than the entry states. */
    openPromise(
      path: string,
      options: {
        readonly autoClose: boolean
        readonly decodeStrings: boolean
        readonly validateEntrySizes: boolean
      }
    ): Promise<ZipFile>
    getFileNameLowLevel(
      flags: number,
      name: Buffer,
      extraFields: Entry['extraFields'],
      strict: boolean
    ): string
  }
  export default yauzl
}
