/** One step from a version of the project file to the next; never changed once it was released. */
export interface Migration {
  /** The version that the file has afterwards. */
  readonly version: number
  readonly sql: string
  /** Temporary views by which an older file can be read where nothing can be written. */
  readonly reading?: string
}
