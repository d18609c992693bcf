import { expect, it } from 'vitest'
import { deviceReason } from './loading'

it.each([
  [
    'webgpu: /onnxruntime_src/webgpu_context.cc:136 Initialize(…) was false. Failed to get a WebGPU adapter: No supported adapters\n',
    'no-adapter'
  ],
  [
    'Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open',
    'no-cuda'
  ],
  ['OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library', 'no-cuda'],
  ['LoadLibrary failed with error 126', 'no-library'],
  ['dml: /src/a.cc:3 x was false. The device was removed\nmore', 'The device was removed'],
  ['Something else', 'Something else']
])('%s', (says, reason) => {
  expect(deviceReason(says)).toBe(reason)
})
