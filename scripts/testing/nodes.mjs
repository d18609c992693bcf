import { step } from '../lib/log.mjs'
import { currentMajor, prepareNode, testedNodes } from '../setup/nodes.mjs'

/** The tested majors that this process is not. */
export const otherMajors = testedNodes.map(({ major }) => major).filter((major) => major !== currentMajor)

/** The newest of the tested majors. */
export const newestMajor = Math.max(...testedNodes.map(({ major }) => major))

/** The executable of a major version of Node: this process's own, or one fetched for the tests. */
export async function nodeOf(major) {
  if (major === currentMajor) return process.execPath
  return step(`Node ${major}`, (report) => prepareNode(major, report))
}

/** What a part on that Node ran on. */
export const nodeRuntime = (major) => () =>
  Promise.resolve({
    Node:
      major === currentMajor
        ? process.versions.node
        : (testedNodes.find((node) => node.major === major)?.version ?? String(major))
  })
