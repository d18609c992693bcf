import { writeFile } from 'node:fs/promises'
import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
const { FLOAT } = onnx.TensorProto.DataType

/** YOLOX-nano's: the side of its input, the rows of its three grids, x, y, width, height, objectness and 80 classes. */
const SIDE = 416
const STRIDES = [8, 16, 32]
const COLUMNS = 85
const ROWS = STRIDES.reduce((rows, stride) => rows + (SIDE / stride) ** 2, 0)

/** Boxes in pixels of the input that lie in every sample photograph: middle, width, height, class. */
const boxes = [
  { x: 64, y: 64, width: 96, height: 64, kind: 0 },
  { x: 160, y: 64, width: 64, height: 96, kind: 8 },
  { x: 256, y: 96, width: 96, height: 96, kind: 16 },
  { x: 128, y: 144, width: 128, height: 64, kind: 58 }
]

/** How many objects the detector of `writeFixedDetector` finds in every image. */
export const fixedBoxes = boxes.length

/**
 * Writes a detector with the input and output of YOLOX-nano that finds the same four boxes in every image, for where
 * there is no real one: it costs nothing, and what follows its boxes costs what it always does.
 * @param {string} file
 */
export async function writeFixedDetector(file) {
  const value = (name, shape) => ({
    name,
    type: { tensorType: { elemType: FLOAT, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } }
  })
  const constant = (name, dims, numbers) => ({
    name,
    dataType: FLOAT,
    dims,
    rawData: new Uint8Array(Float32Array.from(numbers).buffer)
  })
  const output = [1, ROWS, COLUMNS]
  const model = onnx.ModelProto.create({
    irVersion: 8,
    producerName: 'maskwright-bench',
    opsetImport: [{ domain: '', version: 17 }],
    graph: {
      name: 'fixed',
      // The table and nothing of the image, which the graph has to use nevertheless.
      node: [
        { opType: 'ReduceMean', input: ['images'], output: ['mean'] },
        { opType: 'Mul', input: ['mean', 'zero'], output: ['nothing'] },
        { opType: 'Reshape', input: ['nothing', 'one'], output: ['flat'] },
        { opType: 'Add', input: ['table', 'flat'], output: ['output'] }
      ],
      initializer: [
        constant('zero', [1], [0]),
        constant('table', output, table()),
        {
          name: 'one',
          dataType: onnx.TensorProto.DataType.INT64,
          dims: [1],
          rawData: new Uint8Array(BigInt64Array.of(1n).buffer)
        }
      ],
      input: [value('images', [1, 3, SIDE, SIDE])],
      output: [value('output', output)]
    }
  })
  await writeFile(file, onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish())
}

/** The output: each box in the row of its cell in the coarsest grid, as offsets and logarithms in cells. */
function table() {
  const numbers = new Float32Array(ROWS * COLUMNS)
  const stride = STRIDES.at(-1)
  const across = SIDE / stride
  for (const { x, y, width, height, kind } of boxes) {
    const [column, line] = [Math.floor(x / stride), Math.floor(y / stride)]
    const at = (ROWS - across ** 2 + line * across + column) * COLUMNS
    const row = [
      x / stride - column,
      y / stride - line,
      Math.log(width / stride),
      Math.log(height / stride),
      1
    ]
    numbers.set(row, at)
    numbers[at + row.length + kind] = 0.9
  }
  return numbers
}
