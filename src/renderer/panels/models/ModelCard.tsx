import { ActionIcon, Badge, Button, Group, Tooltip, Select, Popover, UnstyledButton } from '@mantine/core'
import { useState, type ReactElement, type ReactNode } from 'react'
import { type ModelsView, type ModelView, deviceChoiceSchema, type DeviceView } from '@shared/schema/models'
import { useApp, useText } from '../../state/context'
import { IconCheck, IconTrash } from '../common/icons'
import { bytesText, inputText, parametersText, useLocale } from './modelTexts'
import { SpeedLine } from './SpeedLine'
import classes from './models.module.css'
import type { Capabilities } from '@shared/schema/capabilities'
import { limitsText } from '../common/texts'

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

/** Where a model is to run, among the devices that can be used. */
function DeviceField(props: {
  readonly model: ModelView
  readonly devices: readonly DeviceView[]
}): ReactElement {
  const { model, devices } = props
  const t = useText()
  const { client, models } = useApp()
  // A device that was chosen once stays in sight, although it cannot be used now.
  const shown = devices.filter(({ available, device }) => available === true || device === model.device)
  const automatic = {
    value: 'auto',
    label: t('models.device.auto', { device: t(`models.device.names.${model.runsOn}`) })
  }
  const named = shown.map(({ device }) => ({ value: device, label: t(`models.device.names.${device}`) }))
  return (
    <Select
      w={250}
      aria-label={t('models.device.label', { name: model.name })}
      value={model.device}
      onChange={(value) => {
        const device = deviceChoiceSchema.safeParse(value)
        if (device.success)
          void models.take(client.call('models.setDevice', { id: model.id, device: device.data }))
      }}
      data={[automatic, ...named]}
      data-testid="model-device"
    />
  )
}

/** A name and its value, one above the other. */
export function Fact(props: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={classes.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

/** What is known about a model without running it. */
function ModelFacts({ model }: { readonly model: ModelView }): ReactElement {
  const t = useText()
  const locale = useLocale()
  const { parameters, licence, source, builtIn } = model
  return (
    <dl className={classes.facts}>
      <Fact name={t('models.facts.family')}>{model.familyName}</Fact>
      <Fact name={t('models.facts.size')}>{bytesText(model.bytes, locale)}</Fact>
      <Fact name={t('models.facts.parameters')}>
        {parameters === null ? t('models.facts.unknown') : parametersText(parameters, locale)}
      </Fact>
      <Fact name={t('models.facts.input')}>{inputText(t, model.input)}</Fact>
      <Fact name={t('models.facts.licence')}>{licence === '' ? t('models.facts.noLicence') : licence}</Fact>
      <Fact name={t('models.facts.source')}>
        <span className={classes.address} title={t(`models.checked.${model.checkedBy}`)} data-selectable>
          {builtIn ? t('models.builtIn') : source}
        </span>
      </Fact>
      {model.capabilities && <PromptFacts capabilities={model.capabilities} />}
      {model.classes.length > 0 && (
        <Fact name={t('models.facts.classes')}>
          <ClassNames names={model.classes} />
        </Fact>
      )}
    </dl>
  )
}

/** How many classes; the names on demand. */
export function ClassNames({ names }: { readonly names: readonly string[] }): ReactElement {
  const t = useText()
  return (
    <Popover width={360} position="bottom-start" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.link} data-testid="model-classes">
          {t('models.classesCount', { count: names.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.classNames} data-selectable tabIndex={0}>
          {names.join(t('common.listSeparator'))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What a promptable model can be asked, and how many masks answer. */
export function PromptFacts({ capabilities }: { readonly capabilities: Capabilities }): ReactElement {
  const t = useText()
  const { masks, background, box, refine } = capabilities
  const known = [
    t('models.prompts.clicks'),
    background && t('models.prompts.background'),
    box && t('models.prompts.boxes'),
    refine && t('models.prompts.refine')
  ].filter((text) => text !== false)
  const limits = limitsText(t, capabilities)
  return (
    <>
      <Fact name={t('models.facts.masks')}>{masks ?? t('models.prompts.masksUnknown')}</Fact>
      <Fact name={t('models.facts.prompts')}>
        <span data-testid="model-prompts">{known.join(t('common.listSeparator'))}</span>
      </Fact>
      {limits !== '' && (
        <Fact name={t('models.facts.limits')}>
          <span data-testid="model-limits">{limits}</span>
        </Fact>
      )}
    </>
  )
}
