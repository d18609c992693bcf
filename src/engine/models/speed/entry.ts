import '../../runtime/telemetry'
import { engineProblems } from '../../engineProblem'
import { portToParent } from '../../../rpc/node/parentPort'
import { serve } from '../../../rpc/rpc'
import { measure } from './measure'
import type { MeasureCalls } from './request'

// The entry of a process that answers one request: what it tries may crash or hang, and takes its memory with it.
serve<MeasureCalls>(portToParent(), { measure }, { errors: engineProblems })
