import { Checkbox, Group, NumberInput, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useText } from '../../../state/context'
import { shareSum, type ExportForm } from './exportForm'

/** How the images are divided into training, validation and test ones. */
export function SplitFields(props: {
  readonly form: ExportForm
  readonly onChange: (fields: Partial<ExportForm>) => void
}): ReactElement {
  const t = useText()
  const { form, onChange } = props
  const sum = shareSum(form)
  return (
    <div>
      <Checkbox
        label={t('dialogs.export.split')}
        checked={form.divide}
        onChange={(event) => onChange({ divide: event.currentTarget.checked })}
        data-testid="export-split"
      />
      {form.divide && (
        <Group mt="xs" align="end" wrap="nowrap">
          {(['train', 'val', 'test'] as const).map((part) => (
            <NumberInput
              key={part}
              label={t(`dialogs.export.${part}`)}
              value={form.shares[part]}
              min={0}
              max={100}
              error={sum !== 100}
              onChange={(value) => onChange({ shares: { ...form.shares, [part]: Number(value) } })}
              data-testid={`export-share-${part}`}
            />
          ))}
          <NumberInput
            label={t('dialogs.export.seed')}
            title={t('dialogs.export.seedHint')}
            value={form.seed}
            allowDecimal={false}
            onChange={(value) => onChange({ seed: Math.trunc(Number(value)) })}
            data-testid="export-seed"
          />
        </Group>
      )}
      {form.divide && sum !== 100 && (
        <Text mt={4} size="xs" c="var(--bad)" role="alert">
          {t('dialogs.export.splitSum', { sum })}
        </Text>
      )}
    </div>
  )
}
