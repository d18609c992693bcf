import { Select } from '@mantine/core'
import type { ReactElement } from 'react'
import { deviceChoiceSchema, type DeviceView, type ModelView } from '@shared/schema/models'
import { useApp, useText } from '../../state/context'

/** Where a model is to run, among the devices that can be used. */
export function DeviceField(props: {
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
