import { Button, Checkbox, Group, Radio, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMemo, useState, type ReactElement } from 'react'
import { exportFormatSchema } from '@shared/schema/export'
import { useApp, useProject, useText } from '../../../state/context'
import { countImages } from '../../../state/imageFilter'
import { isComplete, type ExportForm } from './exportForm'
import { SplitFields } from './SplitFields'
import classes from './export.module.css'

interface ExportFormPageProps {
  readonly form: ExportForm
  readonly onChange: (form: ExportForm) => void
  readonly onStart: () => Promise<void>
  readonly onCancel: () => void
}

/** What is to be written, and where. */
export function ExportFormPage({ form, onChange, onStart, onCancel }: ExportFormPageProps): ReactElement {
  const t = useText()
  const [starting, setStarting] = useState(false)
  const images = useProject((state) => state.images)
  const counts = useMemo(() => countImages(images), [images])
  const change = (fields: Partial<ExportForm>): void => onChange({ ...form, ...fields })
  const start = (): void => {
    setStarting(true)
    void onStart().finally(() => setStarting(false))
  }
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('dialogs.export.format')}
        value={form.format}
        onChange={(format) => change({ format })}
      >
        {exportFormatSchema.options.map((format) => (
          <Radio
            key={format}
            className={classes.format}
            value={format}
            label={t(`dialogs.export.formats.${format}.name`)}
            description={t(`dialogs.export.formats.${format}.text`)}
            data-testid={`export-format-${format}`}
          />
        ))}
      </Radio.Group>
      {form.format === 'coco' && (
        <Checkbox
          label={t('dialogs.export.rle')}
          description={t('dialogs.export.rleHint')}
          checked={form.rle}
          onChange={(event) => change({ rle: event.currentTarget.checked })}
          data-testid="export-rle"
        />
      )}
      <SegmentedControl
        aria-label={t('dialogs.export.images')}
        value={form.images}
        onChange={(chosen) => change({ images: chosen })}
        data={[
          { value: 'labelled', label: t('dialogs.export.imagesLabelled', { count: counts.labelled }) },
          { value: 'all', label: t('dialogs.export.imagesAll', { count: counts.all }) }
        ]}
        data-testid="export-images"
      />
      <SplitFields form={form} onChange={change} />
      <Checkbox
        label={t('dialogs.export.copyImages')}
        description={t('dialogs.export.copyImagesHint')}
        checked={form.copyImages}
        onChange={(event) => change({ copyImages: event.currentTarget.checked })}
        data-testid="export-copy-images"
      />
      <FolderField form={form} onChange={change} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button disabled={!isComplete(form)} loading={starting} onClick={start} data-testid="export-start">
          {t('dialogs.export.start')}
        </Button>
      </Group>
    </Stack>
  )
}

function FolderField(props: {
  readonly form: ExportForm
  readonly onChange: (fields: Partial<ExportForm>) => void
}): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const { folder } = props.form
  const choose = async (): Promise<void> => {
    try {
      const chosen = await client.call('export.chooseFolder')
      if (chosen !== null) props.onChange({ folder: chosen })
    } catch (error) {
      notifier.error(error)
    }
  }
  return (
    <Group wrap="nowrap" align="center">
      <Button variant="default" onClick={() => void choose()} data-testid="export-choose-folder">
        {t('dialogs.export.chooseFolder')}
      </Button>
      <Text className={classes.folder} c={folder === null ? 'dimmed' : undefined} data-testid="export-folder">
        {folder?.location ?? t('dialogs.export.noFolder')}
      </Text>
    </Group>
  )
}
