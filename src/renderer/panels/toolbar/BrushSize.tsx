import { Slider } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEditor, useEditorState, useText } from '../../state/context'
import classes from './toolbar.module.css'

/** Diameters that the slider reaches, in image pixels; keys go further. */
const smallest = 1
const largest = 400

/** The slider's places lie closer together for large brushes: its value is the logarithm of the diameter. */
const toPlace = (diameter: number): number => Math.log(Math.min(largest, Math.max(smallest, diameter)))
const toDiameter = (place: number): number => Math.max(smallest, Math.round(Math.exp(place)))

/** How large the brush and the eraser are. */
export function BrushSize(): ReactElement {
  const t = useText()
  const editor = useEditor()
  const diameter = useEditorState((state) => Math.round(state.brushRadius * 2))
  return (
    <div className={classes.brush}>
      <span className={classes.brushText}>{t('toolbar.brushSizeShort', { size: diameter })}</span>
      <Slider
        className={classes.slider}
        min={toPlace(smallest)}
        max={toPlace(largest)}
        step={0.01}
        value={toPlace(diameter)}
        onChange={(place) => editor?.setBrushRadius(toDiameter(place) / 2)}
        label={null}
        thumbLabel={t('toolbar.brushSize')}
        data-testid="brush-size"
      />
    </div>
  )
}
