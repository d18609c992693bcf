import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'

/**
 * ONNX Runtime 1.30 carries Microsoft's telemetry client on Linux and macOS, and it is on by default: it looks up
 * mobile.events.data.microsoft.com, keeps a device id and a database of events in the user's cache, and writes a log in
 * the temporary folder. This variable turns all of it off; the native code reads it once, when it is loaded.
 */
export const telemetryVariable = 'ORT_DISABLE_TELEMETRY'

const binding = 'onnxruntime_binding.node'

/** Whether somebody else in this process loaded the runtime while its telemetry was on. */
let loadedWithTelemetry = false

/**
 * Turns the telemetry off for this process and for those that it starts. Only the main thread reaches the environment
 * that native code reads: a worker thread has a copy of its parent's, so there nothing is changed.
 */
export function disableTelemetry(): void {
  if (!isMainThread || process.env[telemetryVariable] === '1') return
  const { cache } = createRequire(import.meta.url)
  loadedWithTelemetry ||= Object.keys(cache).some((file) => file.endsWith(binding))
  process.env[telemetryVariable] = '1'
}

/** The environment for a child process, with the telemetry turned off. */
export function withoutTelemetry(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...environment, [telemetryVariable]: '1' }
}

/**
 * Called right before ONNX Runtime is loaded.
 * @throws Error where its telemetry would be on, or is already
 */
export function assertTelemetryDisabled(): void {
  disableTelemetry()
  if (process.env[telemetryVariable] !== '1') {
    throw new Error(
      `ONNX Runtime was not loaded: its telemetry would be on, because ${telemetryVariable}=1 is not set, and a worker ` +
        `thread cannot set it. Set process.env.${telemetryVariable} = '1' in the main thread before it starts the worker.`
    )
  }
  if (loadedWithTelemetry) {
    throw new Error(
      'ONNX Runtime was not used: another part of this process loaded it with its telemetry on. Import Maskwright ' +
        `before onnxruntime-node, or start the process with ${telemetryVariable}=1.`
    )
  }
}

// Importing this module is enough; each entry of a process imports it first.
disableTelemetry()
