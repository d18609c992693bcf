import type { Desktop } from '../../../src/main/app/desktop'
import { measureBy } from '../../../src/engine/models/speed/measureBy'
import { childPort } from '../../../src/rpc/node/childPort'
import { forkUtility } from './forked'

/** What the test gives the desktop: its answers to dialogs, and the page. */
export type Surroundings = Pick<Desktop, 'broadcast' | 'choosePaths' | 'ask' | 'editText'>

/** A desktop of plain Node, with the engine in a process of its own as in the application. */
export function nodeDesktop(root: string, surroundings: Surroundings): Desktop {
  return {
    ...surroundings,
    version: '0.0.0-test',
    startEngine: () => childPort(forkUtility(root, 'engine')),
    startDecoder: () => ({ ...childPort(forkUtility(root, 'decoderProcess')), memoryBytes: () => null }),
    startGuarded: () => childPort(forkUtility(root, 'projectGuard')),
    measure: measureBy(() => childPort(forkUtility(root, 'measure'))),
    fetcher: fetch,
    systemLanguage: () => 'en',
    rememberDocument: () => undefined,
    openFolder: () => Promise.resolve(),
    copyText: () => Promise.resolve()
  }
}
