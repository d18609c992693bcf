/** What turns ONNX Runtime's telemetry off (src/engine/runtime/telemetry.ts says what that is). */
export const telemetryOff = { ORT_DISABLE_TELEMETRY: '1' }

// Importing this before onnxruntime-node is enough; processes that are started from here inherit it.
Object.assign(process.env, telemetryOff)
