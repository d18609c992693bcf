import { describe, expect, it } from 'vitest'
import { bitmapFromMask, maskArea } from './maskData'
import { MaskEditor } from './maskEditor'

const image = { width: 40, height: 30 }

describe('MaskEditor', () => {
  it('begins empty, paints, and begins again where it stopped', () => {
    const editor = new MaskEditor(image)
    expect(editor.finish()).toBeNull()
    expect(editor.dirty).toBeUndefined()
    expect(editor.stamp({ x: 10, y: 10 }, 3, 'add')).toEqual({ x: 7, y: 7, width: 6, height: 6 })
    expect(editor.stroke({ x: 20, y: 10 }, { x: 25, y: 10 }, 2, 'add')).toBeDefined()
    expect(editor.dirty).toEqual({ x: 7, y: 7, width: 20, height: 6 })
    const mask = editor.finish()
    expect(mask).not.toBeNull()
    if (!mask) return
    const again = new MaskEditor(mask)
    expect(again.bitmap).toEqual(editor.bitmap)
    again.stroke({ x: 0, y: 0 }, { x: 40, y: 30 }, 60, 'erase')
    expect(again.finish()).toBeNull()
    expect(maskArea(mask)).toBe(bitmapFromMask(mask).data.reduce((sum, v) => sum + v, 0))
  })

  it('reports no box for a stroke that changes nothing', () => {
    const editor = new MaskEditor(image)
    expect(editor.stamp({ x: 10, y: 10 }, 3, 'erase')).toBeUndefined()
    editor.stamp({ x: 10, y: 10 }, 3, 'add')
    expect(editor.stamp({ x: 10, y: 10 }, 2, 'add')).toBeUndefined()
    expect(editor.stamp({ x: 100, y: 10 }, 2, 'add')).toBeUndefined()
  })
})
