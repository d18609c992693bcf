import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { reasonText } from '@shared/i18n'
import type { DeviceView, ModelsView } from '@shared/schema/models'
import { settingsChangeSchema, type SettingsChange } from '@shared/schema/settings'
import { useApp, useSettings, useText } from '../../state/context'
import classes from './models.module.css'

/** Where models run, where they lie, and where they come from. */
export function SettingsTab({ view }: { readonly view: ModelsView }): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const show = (): void =>
    void client.call('models.showFolder').catch((error: unknown) => notifier.error(error))
  return (
    <Stack gap="md">
      <div>
        <h3 className={classes.heading}>{t('models.device.list')}</h3>
        <ul className={classes.devices} data-testid="models-devices">
          {view.devices.map((device) => (
            <DeviceRow key={device.device} device={device} />
          ))}
        </ul>
        <Text size="xs" c="dimmed">
          {t('models.device.hint')}
        </Text>
      </div>
      <ThreadsField />
      <MirrorField />
      <div>
        <Text size="xs" fw={600}>
          {t('models.settings.folder')}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <span className={classes.address} data-selectable>
            {view.folder}
          </span>
          <Button size="compact-xs" variant="default" onClick={show}>
            {t('models.settings.showFolder')}
          </Button>
        </Group>
      </div>
    </Stack>
  )
}

function DeviceRow({ device: { device, available, reason } }: { readonly device: DeviceView }): ReactElement {
  const t = useText()
  const state = {
    true: t('models.device.ready'),
    null: t('models.device.trying'),
    false: t('models.device.unavailable', { reason: reasonText(t, reason) })
  }[`${available}`]
  return (
    <li data-device={device} data-available={String(available)}>
      <span>{t(`models.device.names.${device}`)}</span>
      <span className={available === true ? classes.good : classes.dimmed} data-selectable>
        {state}
      </span>
    </li>
  )
}

/** The same setting as in the settings; it is taken over when the field is left. */
function ThreadsField(): ReactElement {
  const t = useText()
  const threads = useSettings(({ settings }) => settings.threads)
  const change = useChange()
  return (
    <NumberInput
      key={threads}
      w={260}
      label={t('models.settings.threads')}
      description={t('dialogs.settings.threadsHint')}
      defaultValue={threads}
      min={0}
      max={128}
      allowDecimal={false}
      onBlur={(event) => {
        const value = Number(event.currentTarget.value)
        if (event.currentTarget.value !== '' && value !== threads) void change({ threads: value })
      }}
      data-testid="models-threads"
    />
  )
}

function MirrorField(): ReactElement {
  const t = useText()
  const mirror = useSettings(({ settings }) => settings.modelMirror)
  const { stores } = useApp()
  const change = useChange()
  const [text, setText] = useState(mirror)
  const address = text.trim()
  const valid = settingsChangeSchema.safeParse({ modelMirror: address }).success
  return (
    <TextInput
      label={t('models.settings.mirror')}
      description={t('models.settings.mirrorHint')}
      value={text}
      error={valid ? undefined : t('models.settings.mirrorWrong')}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (!valid || address === mirror) return
        // Main asks the user, who may decline.
        void change({ modelMirror: address }).then(() =>
          setText(stores.settings.getState().settings.modelMirror)
        )
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
      data-testid="models-mirror"
    />
  )
}

function useChange(): (settings: SettingsChange) => Promise<void> {
  const app = useApp()
  return (settings) =>
    app
      .changeSettings(settings)
      // The addresses that are shown go by the mirror.
      .then(() => app.models.load())
      .catch((error: unknown) => app.notifier.error(error))
}
