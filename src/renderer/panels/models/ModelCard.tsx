import { ActionIcon, Badge, Button, Group, Tooltip } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ModelsView, ModelView } from '@shared/schema/models'
import { useApp, useText } from '../../state/context'
import { IconCheck, IconTrash } from '../common/icons'
import { DeviceField } from './DeviceField'
import { bytesText } from './format'
import { ModelFacts } from './ModelFacts'
import { SpeedLine } from './SpeedLine'
import { useLocale } from './useLocale'
import classes from './models.module.css'

/** One installed model: what it is, how fast, and whether it is used. */
export function ModelCard(props: { readonly model: ModelView; readonly view: ModelsView }): ReactElement {
  const { model, view } = props
  const t = useText()
  return (
    <article
      className={classes.card}
      aria-label={model.name}
      data-testid="model-card"
      data-model={model.id}
      data-chosen={model.chosen || undefined}
    >
      <Group gap="xs" wrap="nowrap">
        <strong className={classes.name}>{model.name}</strong>
        {model.chosen && (
          <Badge
            size="sm"
            variant="light"
            leftSection={<IconCheck size={12} aria-hidden />}
            data-testid="model-chosen"
          >
            {t('models.chosen')}
          </Badge>
        )}
        <span className={classes.grow} />
        <UseButton model={model} />
        <RemoveButton model={model} />
      </Group>
      <ModelFacts model={model} />
      <div className={classes.run}>
        <SpeedLine model={model} testing={view.testing} />
        <DeviceField model={model} devices={view.devices} />
      </div>
    </article>
  )
}

/** A model is tried out before it is used, which takes a moment. */
function UseButton({ model }: { readonly model: ModelView }): ReactElement | null {
  const t = useText()
  const { client, models } = useApp()
  const [busy, setBusy] = useState(false)
  const { task, id, chosen } = model
  // Something has to answer clicks; another promptable model takes the place of this one.
  if (chosen && task === 'promptable') return null
  const choose = async (): Promise<void> => {
    setBusy(true)
    await models.take(client.call('models.choose', { task, id: chosen ? null : id }))
    setBusy(false)
  }
  return (
    <Button
      size="compact-xs"
      variant={chosen ? 'default' : 'filled'}
      loading={busy}
      onClick={() => void choose()}
      data-testid="model-use"
    >
      {chosen ? t('models.stopUsing') : t('models.use')}
    </Button>
  )
}

/** Asks in its place before it deletes. */
function RemoveButton({ model }: { readonly model: ModelView }): ReactElement | null {
  const t = useText()
  const locale = useLocale()
  const { client, models } = useApp()
  const [asking, setAsking] = useState(false)
  const { id, name, bytes } = model
  if (model.builtIn) return null
  if (!asking) {
    return (
      <Tooltip label={t('models.remove', { name })}>
        <ActionIcon
          aria-label={t('models.remove', { name })}
          onClick={() => setAsking(true)}
          data-testid="model-remove"
        >
          <IconTrash size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    )
  }
  return (
    <Group gap={6} wrap="nowrap" role="group">
      <span className={classes.question} role="status">
        {t('models.removeQuestion', { name, size: bytesText(bytes, locale) })}
      </span>
      <Button
        size="compact-xs"
        color="red"
        onClick={() => void models.take(client.call('models.remove', { id }))}
        data-testid="model-remove-yes"
      >
        {t('models.removeYes')}
      </Button>
      <Button size="compact-xs" variant="default" autoFocus onClick={() => setAsking(false)}>
        {t('common.cancel')}
      </Button>
    </Group>
  )
}
