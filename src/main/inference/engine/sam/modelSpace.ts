/** The official ResizeLongestSide: how an image is laid into the encoder's square input. */
export interface ModelSpace {
  /** Image pixels. */
  readonly imageWidth: number
  readonly imageHeight: number
  /** Pixels of the resized image, which lies at the top left of the input; the rest is padding. */
  readonly width: number
  readonly height: number
  /** The input's side, 1024. */
  readonly inputSize: number
}

/** The longest side becomes `inputSize`; the other is rounded half up, as the official code does. */
export function modelSpace(imageWidth: number, imageHeight: number, inputSize: number): ModelSpace {
  const scale = inputSize / Math.max(imageWidth, imageHeight)
  return {
    imageWidth,
    imageHeight,
    width: Math.max(1, Math.floor(imageWidth * scale + 0.5)),
    height: Math.max(1, Math.floor(imageHeight * scale + 0.5)),
    inputSize
  }
}
