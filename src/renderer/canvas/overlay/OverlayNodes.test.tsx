import { act, cleanup, render } from '@testing-library/react'
import type Konva from 'konva'
import { afterEach, describe, expect, it } from 'vitest'
import { Layer, Stage } from 'react-konva'
import { TestEditor } from '../../editor/testing/testEditor'
import { OverlayNodes } from './OverlayNodes'

/** Shows the nodes over a view of 400 × 320 pixels. */
function show(driver: TestEditor) {
  let stage: Konva.Stage | null = null
  render(
    <Stage
      width={400}
      height={320}
      ref={(mounted: Konva.Stage | null) => {
        stage = mounted
      }}
    >
      <Layer>
        <OverlayNodes editor={driver.editor} />
      </Layer>
    </Stage>
  )
  const mounted = (): Konva.Stage => {
    if (!stage) throw new Error('There is no stage')
    return stage
  }
  return {
    nodes: (name: string): Konva.Node[] => mounted().find(`.${name}`),
    /** Red, green, blue and opacity of what is painted at a place of the view. */
    pixel: (x: number, y: number): number[] => {
      const [layer] = mounted().getLayers()
      layer?.draw()
      return [...(layer?.getNativeCanvasElement().getContext('2d')?.getImageData(x, y, 1, 1).data ?? [])]
    }
  }
}

const placeOf = (node: Konva.Node | undefined) => ({ x: node?.x(), y: node?.y() })
const centerOf = (node: Konva.Node | undefined) => node?.getAbsolutePosition()

afterEach(cleanup)

describe('the points of a prompt', () => {
  it('are nodes, told apart by colour and sign, of the same size at any zoom', async () => {
    const driver = new TestEditor().tool('point').click(30, 30)
    await driver.settle()
    driver.click(60, 60, { button: 'right' })
    await driver.settle()
    const { nodes, pixel } = show(driver)
    expect(nodes('prompt-point').map(placeOf)).toEqual([
      { x: 120, y: 120 },
      { x: 240, y: 240 }
    ])
    expect([nodes('minus').length, nodes('plus').length]).toEqual([2, 1])
    const plus = pixel(120, 115)
    const minus = pixel(240, 235)
    expect(plus[1]).toBeGreaterThan(plus[0] ?? 0)
    expect(minus[0]).toBeGreaterThan(minus[1] ?? 0)
    act(() => void driver.zoom(2))
    expect(nodes('prompt-point').map(placeOf)[1]).toEqual({ x: 120, y: 120 })
    expect(nodes('prompt-point')[1]?.getAbsoluteScale()).toEqual({ x: 1, y: 1 })
    act(() => void driver.key('Escape'))
    expect(nodes('prompt-point')).toEqual([])
  })

  it('are not shown while a preview only follows the pointer', async () => {
    const driver = new TestEditor().tool('point').move(50, 40)
    await driver.settle()
    expect(driver.state.assist.phase).toBe('hover')
    expect(show(driver).nodes('prompt-point')).toEqual([])
  })
})

describe('the box of a prompt', () => {
  it('follows the drag', async () => {
    const driver = new TestEditor().tool('box').down(10, 10).move(30, 40)
    await driver.settle()
    const { nodes } = show(driver)
    expect(nodes('prompt-box').map((node) => node.size())).toEqual([{ width: 80, height: 120 }])
    act(() => void driver.move(50, 40))
    expect(nodes('prompt-box').map((node) => node.size())).toEqual([{ width: 160, height: 120 }])
    expect(placeOf(nodes('prompt-box')[0])).toEqual({ x: 40, y: 40 })
  })
})

describe('the guides', () => {
  it('go through the pointer where a box is to begin', () => {
    const driver = new TestEditor().tool('rectangle')
    const { nodes, pixel } = show(driver)
    expect(nodes('guide')).toEqual([])
    act(() => void driver.move(50, 40))
    expect(nodes('guide').length).toBe(2)
    expect(pixel(200, 7)[3]).toBeGreaterThan(100)
    expect(pixel(7, 160)[3]).toBeGreaterThan(100)
    expect(pixel(7, 7)[3]).toBe(0)
    // They go while the box is drawn, and in other tools.
    act(() => void driver.down(50, 40).move(60, 60))
    expect(nodes('guide')).toEqual([])
    act(() => void driver.key('Escape').up(60, 60).tool('select').move(50, 40))
    expect(nodes('guide')).toEqual([])
  })
})

describe('the ring of the brush', () => {
  it('is around the pointer, in the size of the brush', () => {
    const driver = new TestEditor().tool('brush')
    driver.editor.look.setBrushRadius(10)
    const { nodes, pixel } = show(driver.move(50, 40))
    expect(nodes('brush-ring').map(centerOf)).toEqual([{ x: 200, y: 160 }])
    expect(pixel(240, 160)[3]).toBeGreaterThan(200)
    expect(pixel(230, 160)[3]).toBe(0)
    act(() => void driver.move(60, 40))
    expect(nodes('brush-ring').map(centerOf)).toEqual([{ x: 240, y: 160 }])
    expect(nodes('brush-minus')).toEqual([])
  })

  it('has a minus in it for the eraser', () => {
    const { nodes } = show(new TestEditor().tool('eraser').move(50, 40))
    expect(nodes('brush-minus').length).toBe(1)
  })
})
