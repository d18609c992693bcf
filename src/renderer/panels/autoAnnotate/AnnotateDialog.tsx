import { Button, Group, NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useEffect, useState, type ReactElement } from 'react'
import {
  annotateIntoSchema,
  onObjectsSchema,
  type AnnotateInto,
  type OnObjects
} from '@shared/schema/autoAnnotate'
import type { ModelView } from '@shared/schema/models'
import { useApp, useEngine, useModels, useProject, useSession, useText, useUi } from '../../state/context'
import { segmentTargets } from '../../state/proposals/proposalActions'
import type { SegmentScope } from '../../state/uiStore'
import { Dialog } from '../common/Dialog'
import { Field } from '../dialogs/Field'
import { AnnotateClasses } from './AnnotateClasses'
import { knownTargets, mappingOf, namesToCreate, type AnnotateTargets } from './annotateForm'
import classes from './annotate.module.css'

type ManyScope = Exclude<SegmentScope, 'image'>
const scopes: readonly ManyScope[] = ['selected', 'filtered', 'all']
/** What is asked of a detector, as in Ultralytics' `predict`. */
const usual = { confidence: 0.25, iou: 0.7, maxDetections: 300, minSize: 0 }
type Numbers = Readonly<Record<keyof typeof usual, number | null>>

/** With which model, and how, objects are to be found in many images. */
export function AnnotateDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const { models } = useApp()
  const view = useModels()
  useEffect(() => void models.load(), [models])
  const usable = (view?.models ?? []).filter(({ task }) => task !== 'promptable')
  const [id, setId] = useState<string | null>(null)
  const model = usable.find((each) => each.id === id) ?? usable.find(({ chosen }) => chosen) ?? usable[0]
  return (
    <Dialog onClose={onClose} size="lg" title={t('annotate.title')} data-testid="annotate-dialog">
      {model ? (
        <Form key={model.id} model={model} models={usable} onModel={setId} onClose={onClose} />
      ) : (
        <NoModels onClose={onClose} />
      )}
    </Dialog>
  )
}

function NoModels({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const { stores } = useApp()
  return (
    <Stack gap="md">
      <Text size="sm">{t('annotate.noModels')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          onClick={() => stores.ui.show({ kind: 'models' })}
          data-autofocus
          data-testid="annotate-library"
        >
          {t('annotate.openLibrary')}
        </Button>
      </Group>
    </Stack>
  )
}

function Form(props: {
  readonly model: ModelView
  readonly models: readonly ModelView[]
  readonly onModel: (id: string | null) => void
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const { model, models, onModel, onClose } = props
  const app = useApp()
  const labels = useProject((state) => state.project?.labels) ?? []
  const sam = useEngine((state) => state.modelName)
  const [targets, setTargets] = useState<AnnotateTargets>(() => knownTargets(model.classes, labels))
  const [numbers, setNumbers] = useState<Numbers>(usual)
  const [scope, setScope] = useState<ManyScope>('all')
  const [into, setInto] = useState<AnnotateInto>('objects')
  const [onObjects, setOnObjects] = useState<OnObjects>('skip')
  const counts = useTargets()
  const images = counts[scope]
  const complete = isComplete(numbers)
  const looks = [...targets.values()].some((target) => target !== 'ignore')

  const start = async (): Promise<void> => {
    if (!complete) return
    onClose()
    const created = namesToCreate(model.classes, targets)
    if (created.length > 0) await app.classes.addAll(created)
    const after = app.stores.project.getState().project?.labels ?? []
    const task = await app.client.call('task.start', {
      kind: 'auto-annotate',
      model: model.id,
      classes: mappingOf(model.classes, targets, after),
      ...numbers,
      into,
      onObjects,
      images: scope === 'all' ? 'all' : [...images]
    })
    app.stores.project.changeTask(task)
  }

  return (
    <Stack gap="sm">
      <Select
        label={t('annotate.model')}
        description={
          model.task === 'segmenter'
            ? t('annotate.givesMasks')
            : t('annotate.boxesOutlined', { model: sam ?? 'SAM' })
        }
        allowDeselect={false}
        value={model.id}
        onChange={onModel}
        data={models.map(({ id, name }) => ({ value: id, label: name }))}
        data-testid="annotate-model"
      />
      <AnnotateClasses names={model.classes} labels={labels} targets={targets} onChange={setTargets} />
      <NumberFields numbers={numbers} onChange={setNumbers} />
      <Field title={t('annotate.images')}>
        {(label) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={label}
            value={scope}
            onChange={setScope}
            data={scopes.map((value) => ({
              value,
              label: (
                <span data-testid={`annotate-scope-${value}`}>
                  {t(`annotate.scopes.${value}`, { count: counts[value].length })}
                </span>
              )
            }))}
          />
        )}
      </Field>
      <Field title={t('annotate.into')} hint={t(`annotate.intoHints.${into}`)}>
        {(label) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={label}
            value={into}
            onChange={setInto}
            data={annotateIntoSchema.options.map((value) => ({
              value,
              label: <span data-testid={`annotate-into-${value}`}>{t(`annotate.intos.${value}`)}</span>
            }))}
          />
        )}
      </Field>
      {into !== 'differences' && (
        <Select
          label={t('annotate.onObjects')}
          allowDeselect={false}
          value={onObjects}
          onChange={(value) => setOnObjects(onObjectsSchema.parse(value))}
          data={onObjectsSchema.options
            .filter((value) => into === 'objects' || value === 'skip' || value === 'add')
            .map((value) => ({ value, label: t(`annotate.onObjectsChoices.${value}`) }))}
          data-testid="annotate-on-objects"
        />
      )}
      <Group justify="flex-end">
        {images.length === 0 && <Text size="xs">{t('annotate.noImages')}</Text>}
        {!looks && <Text size="xs">{t('annotate.chooseClass')}</Text>}
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={!complete || !looks || images.length === 0}
          onClick={() => void start().catch((error: unknown) => app.notifier.error(error))}
          data-testid="annotate-start"
        >
          {t('annotate.start')}
        </Button>
      </Group>
    </Stack>
  )
}

function NumberFields(props: {
  readonly numbers: Numbers
  readonly onChange: (numbers: Numbers) => void
}): ReactElement {
  const t = useText()
  const { numbers, onChange } = props
  const field = (name: keyof Numbers, label: string, limits: { min: number; max?: number; step: number }) => (
    <NumberInput
      label={label}
      value={numbers[name] ?? ''}
      onChange={(value) => onChange({ ...numbers, [name]: typeof value === 'number' ? value : null })}
      allowDecimal={limits.step < 1}
      {...limits}
      data-testid={`annotate-${name}`}
    />
  )
  return (
    <div className={classes.numbers}>
      {field('confidence', t('annotate.confidence'), { min: 0, max: 1, step: 0.05 })}
      {field('iou', t('annotate.overlap'), { min: 0, max: 1, step: 0.05 })}
      {field('maxDetections', t('annotate.most'), { min: 1, max: 1000, step: 10 })}
      {field('minSize', t('annotate.minSize'), { min: 0, step: 1 })}
    </div>
  )
}

function useTargets(): Readonly<Record<ManyScope, ReturnType<typeof segmentTargets>>> {
  const images = useProject((state) => state.images)
  const query = useUi((state) => state.query)
  const marked = useUi((state) => state.marked)
  const current = useSession((state) => state.current)
  const of = (scope: ManyScope) => segmentTargets(scope, images, { query, marked }, current)
  return { selected: of('selected'), filtered: of('filtered'), all: of('all') }
}

function isComplete(numbers: Numbers): numbers is typeof usual {
  return Object.values(numbers).every((value) => value !== null)
}
