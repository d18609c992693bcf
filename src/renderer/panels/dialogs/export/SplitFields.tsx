import { Checkbox, Group, NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { togetherSchema } from '@shared/schema/exporting'
import { useText } from '../../../state/context'
import { shareSum, type ExportForm } from '../../../state/exportingForm'

interface SplitFieldsProps {
  readonly form: ExportForm
  readonly onChange: (fields: Partial<ExportForm>) => void
}

/** Whether and how the images are divided into training, validation and test ones. */
export function SplitFields({ form, onChange }: SplitFieldsProps): ReactElement {
  const t = useText()
  return (
    <div>
      <Checkbox
        label={t('dialogs.export.split')}
        checked={form.divide}
        onChange={(event) => onChange({ divide: event.currentTarget.checked })}
        data-testid="export-split"
      />
      {form.divide && (
        <Stack gap="xs" mt="xs">
          <SegmentedControl
            aria-label={t('dialogs.export.splitBy')}
            value={form.by}
            onChange={(by) => onChange({ by })}
            data={(['ratio', 'folder'] as const).map((value) => ({
              value,
              label: (
                <span data-testid={`export-split-${value}`}>{t(`dialogs.export.splitWays.${value}`)}</span>
              )
            }))}
          />
          {form.by === 'folder' ? (
            <Text size="xs" c="dimmed">
              {t('dialogs.export.splitFolderHint')}
            </Text>
          ) : (
            <ShareFields form={form} onChange={onChange} />
          )}
        </Stack>
      )}
    </div>
  )
}

function ShareFields({ form, onChange }: SplitFieldsProps): ReactElement {
  const t = useText()
  const sum = shareSum(form)
  return (
    <>
      <Group align="end" wrap="nowrap">
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
      {sum !== 100 && (
        <Text size="xs" c="var(--bad)" role="alert">
          {t('dialogs.export.splitSum', { sum })}
        </Text>
      )}
      <Select
        label={t('dialogs.export.together')}
        value={form.together}
        onChange={(together) => {
          if (together !== null) onChange({ together })
        }}
        data={togetherSchema.options.map((value) => ({
          value,
          label: t(`dialogs.export.togetherChoices.${value}`)
        }))}
        renderOption={({ option }) => (
          <span data-testid={`export-together-${option.value}`}>{option.label}</span>
        )}
        data-testid="export-together"
      />
    </>
  )
}
