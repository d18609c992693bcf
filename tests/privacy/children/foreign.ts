// Another part of the program has loaded ONNX Runtime before Maskwright.
import { createRequire } from 'node:module'

createRequire(import.meta.url)('onnxruntime-node')
import('../../../src/engine/runtime/ort').then(
  () => console.log('ran'),
  (error: unknown) => console.log(String(error))
)
