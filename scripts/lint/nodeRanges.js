/**
 * The versions of Node that code has to run on; the lint refuses newer APIs.
 * - product: from what Electron 33 has, the oldest Electron that starts the application.
 * - tools: package.json's `engines`, the versions that install, build and test.
 */
export const NODE_RANGES = {
  product: '^20.18.1 || ^22.13.0 || >=24.0.0',
  tools: '^20.19.0 || ^22.13.0 || >=24.0.0'
}

/** Marked experimental in Node's documents, yet in every version of both ranges as we use them. */
export const KNOWN_TO_WORK = ['import.meta.dirname', 'import.meta.filename', 'fs/promises.cp']
