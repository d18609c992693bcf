import { NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import { languageNames } from '@shared/i18n'
import type { Settings } from '@shared/schema/settings'
import { useApp, useSettings, useText } from '../../state/context'
import { Dialog } from '../common/Dialog'
import { ClearCaches } from './ClearCaches'

const languages = ['system', 'en', 'ru'] as const satisfies readonly Settings['language'][]
const themes = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][]

type NumberField = 'pixelLimitMegapixels' | 'encodeAhead' | 'diskCacheMegabytes' | 'threads'
/** The same limits as the schema of the settings. */
const limits: Readonly<Record<NumberField, readonly [number, number]>> = {
  pixelLimitMegapixels: [1, 2000],
  encodeAhead: [0, 1000],
  diskCacheMegabytes: [0, 1_000_000],
  threads: [0, 128]
}

/** Every setting; each takes effect at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const app = useApp()
  const settings = useSettings((state) => state.settings)
  const systemLanguage = useSettings((state) => state.systemLanguage)
  const themeLabel = useId()
  const change = (fields: Partial<Settings>): void =>
    void app.changeSettings(fields).catch((error: unknown) => app.notifier.error(error))
  const number = (field: NumberField, label: string, description: string): ReactElement => (
    <NumberField
      label={label}
      description={description}
      value={settings[field]}
      limits={limits[field]}
      onChange={(value) => change({ [field]: value })}
      testId={`settings-${field}`}
    />
  )
  return (
    <Dialog onClose={onClose} title={t('dialogs.settings.title')} data-testid="settings-dialog">
      <Stack gap="md">
        <Select
          label={t('dialogs.settings.language')}
          value={settings.language}
          onChange={(language) => {
            if (language !== null) change({ language })
          }}
          data={languages.map((value) => ({
            value,
            label:
              value === 'system'
                ? t('dialogs.settings.systemLanguage', { language: languageNames[systemLanguage] })
                : languageNames[value]
          }))}
          renderOption={({ option }) => (
            <span data-testid={`settings-language-${option.value}`}>{option.label}</span>
          )}
          data-autofocus
          data-testid="settings-language"
        />
        <div>
          <Text id={themeLabel} size="xs" fw={600} mb={4}>
            {t('dialogs.settings.theme')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby={themeLabel}
            value={settings.theme}
            onChange={(theme) => change({ theme })}
            data={themes.map((value) => ({
              value,
              label: (
                <span data-testid={`settings-theme-${value}`}>{t(`dialogs.settings.themes.${value}`)}</span>
              )
            }))}
            data-testid="settings-theme"
          />
        </div>
        {number('encodeAhead', t('dialogs.settings.encodeAhead'), t('dialogs.settings.encodeAheadHint'))}
        {number(
          'pixelLimitMegapixels',
          t('dialogs.settings.pixelLimit'),
          t('dialogs.settings.pixelLimitHint')
        )}
        {number('diskCacheMegabytes', t('dialogs.settings.cache'), t('dialogs.settings.cacheHint'))}
        {number('threads', t('dialogs.settings.threads'), t('dialogs.settings.threadsHint'))}
        <ClearCaches />
      </Stack>
    </Dialog>
  )
}

/** A number that is taken over when the field is left, so that half-typed ones change nothing. */
function NumberField(props: {
  readonly label: string
  readonly description: string
  readonly value: number
  readonly limits: readonly [number, number]
  readonly onChange: (value: number) => void
  readonly testId: string
}): ReactElement {
  const [min, max] = props.limits
  const take = (text: string): void => {
    const value = Math.round(Number(text.replaceAll(/\s/g, '')))
    if (text.trim() === '' || !Number.isFinite(value)) return
    const inside = Math.min(max, Math.max(min, value))
    if (inside !== props.value) props.onChange(inside)
  }
  return (
    <NumberInput
      key={props.value}
      label={props.label}
      description={props.description}
      defaultValue={props.value}
      min={min}
      max={max}
      allowDecimal={false}
      onBlur={(event) => take(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
      data-testid={props.testId}
    />
  )
}
