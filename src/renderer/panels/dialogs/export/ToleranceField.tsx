import { Slider, Text } from '@mantine/core'
import { useMemo, type ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import { exportImagesSchema, type FormatOption, type SimplifyCost } from '@shared/schema/exporting'
import { useApp, useText } from '../../../state/context'
import { toImages, type ExportForm, type ScopeImages } from '../../../state/exportingForm'
import { Field } from '../Field'
import { useJobReport, type AskJob } from '../useJobReport'

/** On how many of the user's masks a tolerance is tried. */
const sample = 200

/** How far outlines may leave their masks, with what that costs on the user's own objects. */
export function ToleranceField(props: {
  readonly form: ExportForm
  readonly images: ScopeImages
  readonly option: Extract<FormatOption, { name: 'tolerance' }>
  readonly onChange: (fields: Partial<ExportForm>) => void
}): ReactElement {
  const t = useText()
  const { form, images, option, onChange } = props
  const { report, problem, waiting } = useJobReport('simplify', useQuestion(form, images))
  const hint = (): string => {
    if (form.tolerance === 0) return t('dialogs.export.toleranceOff')
    if (problem !== null) return problemText(t, problem)
    if (waiting || report === null) return t('dialogs.export.toleranceMeasuring')
    return costText(t, report)
  }
  return (
    <Field title={t('dialogs.export.tolerance')}>
      {(label) => (
        <>
          <Slider
            value={form.tolerance}
            onChange={(tolerance) => onChange({ tolerance })}
            min={option.min}
            max={Math.min(option.max, widest)}
            step={option.step}
            label={(value) => t('dialogs.export.toleranceValue', { pixels: value })}
            thumbProps={{ 'aria-labelledby': label }}
            data-testid="export-tolerance"
          />
          <Text
            size="xs"
            {...(waiting && { c: 'dimmed' })}
            mt={6}
            mih="2.9em"
            role="status"
            data-testid="export-tolerance-cost"
            data-waiting={waiting || undefined}
          >
            {form.tolerance > 0 && `${t('dialogs.export.toleranceBy', { pixels: form.tolerance })} `}
            {hint()}
          </Text>
        </>
      )}
    </Field>
  )
}

/** The slider ends here, in image pixels: beyond, outlines are hardly those of their objects. */
const widest = 10

function costText(t: ReturnType<typeof useText>, cost: SimplifyCost): string {
  if (cost.objects === 0) return t('dialogs.export.toleranceNone')
  return t('dialogs.export.toleranceCost', {
    count: cost.objects,
    mean: cost.iouMean.toFixed(4),
    low: cost.iouP5.toFixed(4),
    points: cost.points,
    exact: cost.pointsExact
  })
}

function useQuestion(form: ExportForm, images: ScopeImages): AskJob | null {
  const { client } = useApp()
  const { tolerance } = form
  const about = JSON.stringify(toImages(form, images))
  return useMemo(
    () =>
      tolerance === 0
        ? null
        : () =>
            client.call('export.simplifyCost', {
              tolerance,
              sample,
              images: exportImagesSchema.parse(JSON.parse(about))
            }),
    [client, tolerance, about]
  )
}
