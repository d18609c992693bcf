/** One step from a version of the project file to the next; never changed once it was released. */
export interface Migration {
  /** The version that the file has afterwards. */
  readonly version: number
  readonly sql: string
}
