import type { StartGuarded } from '../../store/vet/guarded'
import { forkUtility } from './forkUtility'

/** Starts the process that reads project files of unknown origin, as an Electron utility process. */
export const startUtilityGuard: StartGuarded = () =>
  // What a file makes it read must not take the memory of the machine.
  forkUtility({ entry: 'projectGuard', name: 'project check', execArgv: ['--max-old-space-size=1536'] })
