import { NumberInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { everythingRanges, type EverythingNumber } from '@shared/segment/params'
import { useText } from '../../../state/context'
import { numberNames } from '../../../state/proposals/settingsOf'
import { fieldProblems, type NumberFields } from './segmentForm'
import classes from './segment.module.css'

/** Every number of whole-image segmentation, with what it may be. */
export function NumberGrid(props: {
  readonly fields: NumberFields
  readonly onChange: (fields: NumberFields) => void
}): ReactElement {
  const t = useText()
  const problems = fieldProblems(props.fields, t)
  const change = (name: EverythingNumber, value: number | string): void =>
    props.onChange({ ...props.fields, [name]: typeof value === 'number' ? value : null })
  return (
    <div className={classes.numbers}>
      {numberNames.map((name) => {
        const { min, max, whole } = everythingRanges[name]
        return (
          <NumberInput
            key={name}
            label={t(`segment.params.${name}.name`)}
            description={`${t(`segment.params.${name}.text`)} ${t('segment.range', { min, max })}`}
            value={props.fields[name] ?? ''}
            onChange={(value) => change(name, value)}
            error={problems[name]}
            step={whole ? 1 : 0.01}
            decimalScale={whole ? 2 : 4}
            clampBehavior="none"
            hideControls
            data-testid={`segment-${name}`}
          />
        )
      })}
    </div>
  )
}
