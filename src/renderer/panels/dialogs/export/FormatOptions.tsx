import { Checkbox, SegmentedControl } from '@mantine/core'
import type { ReactElement } from 'react'
import type { FormatDescription } from '@shared/schema/exporting'
import { useText } from '../../../state/context'
import type { ExportForm, ScopeImages } from '../../../state/exportingForm'
import { Field } from '../Field'
import { ToleranceField } from './ToleranceField'

/** The options that apply to a format. */
export function FormatOptions(props: {
  readonly form: ExportForm
  readonly images: ScopeImages
  readonly format: FormatDescription
  readonly onChange: (fields: Partial<ExportForm>) => void
}): ReactElement {
  const t = useText()
  const { form, images, format, onChange } = props
  const allRle = form.rle && format.options.some(({ name }) => name === 'rle')
  return (
    <>
      {format.options.map((option) => {
        switch (option.name) {
          case 'rle':
            return (
              <Checkbox
                key={option.name}
                label={t('dialogs.export.rle')}
                description={t('dialogs.export.rleHint')}
                checked={form.rle}
                onChange={(event) => onChange({ rle: event.currentTarget.checked })}
                data-testid="export-rle"
              />
            )
          case 'masks':
            return (
              <Field key={option.name} title={t('dialogs.export.masks')}>
                {(label) => (
                  <SegmentedControl
                    fullWidth
                    aria-labelledby={label}
                    value={form.masks}
                    onChange={(masks) => onChange({ masks })}
                    data={option.choices.map((value) => ({
                      value,
                      label: (
                        <span data-testid={`export-masks-${value}`}>
                          {t(`dialogs.export.maskKinds.${value}`)}
                        </span>
                      )
                    }))}
                  />
                )}
              </Field>
            )
          case 'tolerance':
            // Where every shape is written pixel by pixel there are no outlines.
            return allRle ? null : (
              <ToleranceField
                key={option.name}
                form={form}
                images={images}
                option={option}
                onChange={onChange}
              />
            )
        }
      })}
    </>
  )
}
