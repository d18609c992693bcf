import { Button, Checkbox, Group, SegmentedControl, Stack, Text, NumberInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { everythingStrategySchema, type EverythingStrategy } from '@shared/schema/proposal'
import { useApp, useProject, useProposals, useSession, useText, useUi } from '../../../state/context'
import { segmentTargets } from '../../../state/proposals/proposalActions'
import { numbersOf } from '../../../state/proposals/proposalsStore'
import { presetNumbers, presetOf, presets, numberNames } from '../../../state/proposals/settingsOf'
import type { SegmentScope } from '../../../state/uiStore'
import { Dialog } from '../../common/Dialog'
import { Field } from '../Field'
import { numbersIn, type NumberFields, fieldProblems } from './segmentForm'
import classes from './segment.module.css'
import { everythingRanges, type EverythingNumber } from '@shared/segment/params'

/** With what the shown image, or many, are to be segmented. */
export function SegmentDialog(props: {
  readonly scope: SegmentScope
  readonly onClose: () => void
}): ReactElement {
  const { scope, onClose } = props
  const t = useText()
  const app = useApp()
  const targets = useTargets(scope)
  const { pool, settings } = useProposals((state) => state)
  const before =
    scope === 'image' && pool ? { params: numbersOf(pool.params), strategy: pool.strategy } : settings
  const [fields, setFields] = useState<NumberFields>(before.params)
  const [strategy, setStrategy] = useState<EverythingStrategy>(before.strategy)
  const [onlyWithout, setOnlyWithout] = useState(true)
  const params = numbersIn(fields)
  const preset = params === null ? 'own' : presetOf(params)

  const start = async (): Promise<void> => {
    if (params === null) return
    onClose()
    if (scope === 'image') await app.proposals.start({ params, strategy })
    else {
      const images = scope === 'all' ? 'all' : [...targets]
      const task = { kind: 'everything', params, strategy, onlyWithout, images } as const
      app.stores.project.changeTask(await app.client.call('task.start', task))
    }
  }
  const run = (): void => void start().catch((error: unknown) => app.notifier.error(error))

  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={scope === 'image' ? t('segment.titleImage') : t('segment.titleMany', { count: targets.length })}
      data-testid="segment-dialog"
    >
      <Stack gap="md">
        <Field title={t('segment.preset')} hint={t(`segment.presetHints.${preset}`)}>
          {(label) => (
            <SegmentedControl
              fullWidth
              aria-labelledby={label}
              value={preset}
              onChange={(chosen) => {
                if (chosen !== 'own') setFields(presetNumbers(chosen))
              }}
              data={[...presets, 'own' as const].map((value) => ({
                value,
                disabled: value === 'own' && preset !== 'own',
                label: <span data-testid={`segment-preset-${value}`}>{t(`segment.presets.${value}`)}</span>
              }))}
            />
          )}
        </Field>
        <Field title={t('segment.strategy')} hint={t(`segment.strategyHints.${strategy}`)}>
          {(label) => (
            <SegmentedControl
              fullWidth
              aria-labelledby={label}
              value={strategy}
              onChange={setStrategy}
              data={everythingStrategySchema.options.map((value) => ({
                value,
                label: (
                  <span data-testid={`segment-strategy-${value}`}>{t(`segment.strategies.${value}`)}</span>
                )
              }))}
            />
          )}
        </Field>
        {scope !== 'image' && (
          <Checkbox
            label={t('segment.onlyWithout')}
            description={t('segment.onlyWithoutHint')}
            checked={onlyWithout}
            onChange={(event) => setOnlyWithout(event.currentTarget.checked)}
            data-testid="segment-only-without"
          />
        )}
        <details className={classes.details} open={preset === 'own' || undefined}>
          <summary data-testid="segment-numbers">{t('segment.numbers')}</summary>
          <NumberGrid fields={fields} onChange={setFields} />
        </details>
        <Group justify="flex-end">
          {targets.length === 0 && <Text size="xs">{t('segment.noImages')}</Text>}
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={params === null || targets.length === 0}
            onClick={run}
            data-autofocus
            data-testid="segment-start"
          >
            {t('segment.start')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function useTargets(scope: SegmentScope): ReturnType<typeof segmentTargets> {
  const images = useProject((state) => state.images)
  const query = useUi((state) => state.query)
  const marked = useUi((state) => state.marked)
  const current = useSession((state) => state.current)
  return segmentTargets(scope, images, { query, marked }, current)
}

/** Every number of whole-image segmentation, with what it may be. */
function NumberGrid(props: {
  readonly fields: NumberFields
  readonly onChange: (fields: NumberFields) => void
}): ReactElement {
  const t = useText()
  const problems = fieldProblems(props.fields, t)
  const change = (name: EverythingNumber, value: number | string): void =>
    props.onChange({ ...props.fields, [name]: typeof value === 'number' ? value : null })
  return (
    <div className={classes.numbers}>
      {numberNames.map((name) => {
        const { min, max, whole } = everythingRanges[name]
        return (
          <NumberInput
            key={name}
            label={t(`segment.params.${name}.name`)}
            description={`${t(`segment.params.${name}.text`)} ${t('segment.range', { min, max })}`}
            value={props.fields[name] ?? ''}
            onChange={(value) => change(name, value)}
            error={problems[name]}
            step={whole ? 1 : 0.01}
            decimalScale={whole ? 2 : 4}
            clampBehavior="none"
            hideControls
            data-testid={`segment-${name}`}
          />
        )
      })}
    </div>
  )
}
