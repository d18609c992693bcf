import { forkUtility } from '../app/forkUtility'
import { withoutTelemetry } from '../../engine/runtime/telemetry'
import type { StartEngine } from './engineHost'

/** Starts the engine in an Electron utility process. */
export const startUtilityEngine: StartEngine = () =>
  forkUtility({ entry: 'engine', name: 'engine', env: withoutTelemetry() })
