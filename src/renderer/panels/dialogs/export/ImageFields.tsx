import { Alert, SegmentedControl } from '@mantine/core'
import type { ReactElement } from 'react'
import { imageFilesSchema } from '@shared/schema/exporting'
import { useProject, useText, useUi } from '../../../state/context'
import { scopeOf, type ExportForm, type ExportScope, type ScopeImages } from '../../../state/exportingForm'
import { IconInfoCircle } from '../../common/icons'
import { Field } from '../Field'

const names = {
  labelled: 'dialogs.export.imagesLabelled',
  all: 'dialogs.export.imagesAll',
  selected: 'dialogs.export.imagesSelected',
  filtered: 'dialogs.export.imagesFiltered'
} as const satisfies Record<ExportScope, string>

/** Which images, and what becomes of their files. */
export function ImageFields(props: {
  readonly form: ExportForm
  readonly images: ScopeImages
  readonly onChange: (fields: Partial<ExportForm>) => void
}): ReactElement {
  const t = useText()
  const { form, images, onChange } = props
  const marked = useUi((state) => state.marked.size > 0)
  const total = useProject((state) => state.images.length)
  const narrowed = images.filtered.length < total
  const scope = scopeOf(form, images)
  // What says the same as another choice is not offered.
  const scopes: readonly ExportScope[] = [
    'labelled',
    'all',
    ...(marked || scope === 'selected' ? (['selected'] as const) : []),
    ...(narrowed || scope === 'filtered' ? (['filtered'] as const) : [])
  ]
  return (
    <>
      <Field title={t('dialogs.export.images')}>
        {(label) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={label}
            value={scope}
            onChange={(chosen) => onChange({ scope: chosen })}
            data={scopes.map((value) => ({
              value,
              disabled: images[value].length === 0,
              label: (
                <span data-testid={`export-images-${value}`}>
                  {t(names[value], { count: images[value].length })}
                </span>
              )
            }))}
            data-testid="export-images"
          />
        )}
      </Field>
      {images.labelled.length === 0 && (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} data-testid="export-no-objects">
          {t('dialogs.export.noObjects')}
        </Alert>
      )}
      <Field
        title={t('dialogs.export.imageFiles')}
        hint={t(`dialogs.export.imageFilesHints.${form.imageFiles}`)}
      >
        {(label) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={label}
            value={form.imageFiles}
            onChange={(imageFiles) => onChange({ imageFiles })}
            data={imageFilesSchema.options.map((value) => ({
              value,
              label: (
                <span data-testid={`export-files-${value}`}>
                  {t(`dialogs.export.imageFilesChoices.${value}`)}
                </span>
              )
            }))}
          />
        )}
      </Field>
    </>
  )
}
