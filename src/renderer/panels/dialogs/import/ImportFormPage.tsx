import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ChosenDataset } from '@shared/ipc/views'
import type { FormatId } from '@shared/schema/formats'
import {
  onExistingSchema,
  type ClassMap,
  type ImageMatch,
  type ImportPreview,
  type OnExisting
} from '@shared/schema/importing'
import { useProject, useText } from '../../../state/context'
import { countTargets, matchedTargets, type ClassTargets } from '../../../state/importingClasses'
import { IconAlertTriangle } from '../../common/icons'
import { Field } from '../Field'
import { ClassTable } from './ClassTable'
import { FoundFields } from './FoundFields'
import { ItemCounts } from './ItemCounts'
import classes from './import.module.css'

/** What becomes of a dataset, as the contract wants it. */
export interface ImportChoices {
  readonly classMap: ClassMap
  readonly onExisting: OnExisting
  readonly match: ImageMatch
}

/** What was found in a dataset, and what becomes of it. */
export function ImportFormPage(props: {
  readonly dataset: ChosenDataset
  readonly preview: ImportPreview
  readonly onFormat: (format: FormatId) => void
  readonly onStart: (choices: ImportChoices) => Promise<void>
  readonly onOther: () => void
  readonly onCancel: () => void
}): ReactElement {
  const t = useText()
  const { dataset, preview } = props
  const labels = useProject((state) => state.project?.labels) ?? []
  const [match, setMatch] = useState<ImageMatch>(preview.match.path.matched > 0 ? 'path' : 'name')
  const [targets, setTargets] = useState<ClassTargets>(() => matchedTargets(preview.classes))
  const [onExisting, setOnExisting] = useState<OnExisting>('add')
  const [starting, setStarting] = useState(false)
  const { matched, withObjects } = preview.match[match]
  const counts = countTargets(preview.classes, targets, labels)
  const start = (): void => {
    setStarting(true)
    const choices = { classMap: Object.fromEntries(targets), onExisting, match }
    void props.onStart(choices).finally(() => setStarting(false))
  }
  const summary = [
    counts.created > 0
      ? t('dialogs.import.classSummary', { count: counts.created })
      : t('dialogs.import.classNoneCreated'),
    ...(counts.leftOut > 0 ? [t('dialogs.import.classLeftOut', { count: counts.leftOut })] : [])
  ].join(t('common.listSeparator'))
  return (
    <div className={classes.page} data-testid="import-form">
      <Group wrap="nowrap" gap="sm">
        <Text className={classes.location} title={dataset.location} data-testid="import-location">
          {dataset.location}
        </Text>
        <Button size="compact-xs" variant="default" onClick={props.onOther} data-testid="import-other">
          {t('dialogs.import.other')}
        </Button>
      </Group>
      <Stack className={classes.content} gap="md">
        <FoundFields preview={preview} match={match} onMatch={setMatch} onFormat={props.onFormat} />
        {matched === 0 && (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} data-testid="import-none-matched">
            {t('dialogs.import.noneMatched')}
          </Alert>
        )}
        {withObjects > 0 && (
          <Field
            title={t('dialogs.import.existing', { count: withObjects })}
            hint={t(`dialogs.import.onExistingHints.${onExisting}`)}
          >
            {(label) => (
              <SegmentedControl
                fullWidth
                aria-labelledby={label}
                value={onExisting}
                onChange={setOnExisting}
                data={onExistingSchema.options.map((value) => ({
                  value,
                  label: (
                    <span data-testid={`import-existing-${value}`}>
                      {t(`dialogs.import.onExisting.${value}`)}
                    </span>
                  )
                }))}
                data-testid="import-existing"
              />
            )}
          </Field>
        )}
        <ClassTable found={preview.classes} labels={labels} targets={targets} onChange={setTargets} />
        <ItemCounts title={t('dialogs.import.cannotCarry')} counts={preview.cannotCarry} />
      </Stack>
      <Group className={classes.footer} justify="flex-end" wrap="nowrap">
        <Text className={classes.grow} size="xs" c="dimmed" role="status" data-testid="import-summary">
          {counts.objects === 0 ? t('dialogs.import.nothing') : summary}
        </Text>
        <Button variant="default" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={matched === 0 || counts.objects === 0}
          loading={starting}
          onClick={start}
          data-testid="import-start"
        >
          {t('dialogs.import.start')}
        </Button>
      </Group>
    </div>
  )
}
