import { measureBy } from '../../engine/models/speed/measureBy'
import { withoutTelemetry } from '../../engine/runtime/telemetry'
import { forkUtility } from '../app/forkUtility'

/** Answers each request in an Electron utility process of its own. */
export const measureInProcess = measureBy(() =>
  forkUtility({ entry: 'measure', name: 'speed test', env: withoutTelemetry() })
)
