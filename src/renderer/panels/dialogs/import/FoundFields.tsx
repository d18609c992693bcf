import { SegmentedControl, Select, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import type { FormatId } from '@shared/schema/formats'
import {
  imageMatchSchema,
  type ImageMatch,
  type ImportPreview,
  type MatchCounts
} from '@shared/schema/importing'
import { useText } from '../../../state/context'
import { focusOnMount } from '../../common/focus'
import { Field } from '../Field'
import { ItemCounts } from './ItemCounts'
import classes from './import.module.css'

/** What was found: the format, images and objects, and what speaks against some of them. */
export function FoundFields(props: {
  readonly preview: ImportPreview
  readonly match: ImageMatch
  readonly onMatch: (match: ImageMatch) => void
  readonly onFormat: (format: FormatId) => void
}): ReactElement {
  const t = useText()
  const { preview, match } = props
  const { path, name } = preview.match
  const ids = [...new Set([preview.format, ...preview.candidates.map(({ id }) => id)])]
  const noted = preview.counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <div className={classes.found}>
        <div>
          <Select
            ref={focusOnMount}
            label={t('dialogs.import.format')}
            value={preview.format}
            readOnly={ids.length === 1}
            onChange={(chosen) => {
              if (chosen !== null && chosen !== preview.format) props.onFormat(chosen)
            }}
            data={ids.map((id) => ({ value: id, label: t(`formats.names.${id}`) }))}
            renderOption={({ option }) => (
              <span data-testid={`import-format-${option.value}`}>{option.label}</span>
            )}
            data-testid="import-format"
            data-format={preview.format}
          />
          {ids.length > 1 && (
            <Text size="xs" c="dimmed" mt={4}>
              {t('dialogs.import.formatAmbiguous')}
            </Text>
          )}
        </div>
        <div>
          <Text size="xs" fw={600} mb={4}>
            {t('dialogs.import.imagesOf', { count: preview.images })}
          </Text>
          <Matches counts={preview.match[match]} />
        </div>
        <div>
          <Text size="xs" fw={600} mb={4} data-testid="import-objects" data-count={preview.objects}>
            {preview.objects === 0
              ? t('dialogs.import.noObjects')
              : t('dialogs.import.objects', { count: preview.objects })}
          </Text>
          {noted > 0 && (
            <ItemCounts title={t('dialogs.import.found', { count: noted })} counts={preview.counts} />
          )}
        </div>
      </div>
      {path.matched !== name.matched && (
        <Field title={t('dialogs.import.match')}>
          {(label) => (
            <SegmentedControl
              aria-labelledby={label}
              value={match}
              onChange={props.onMatch}
              data={imageMatchSchema.options.map((value) => ({
                value,
                label: (
                  <span data-testid={`import-match-${value}`}>
                    {t(`dialogs.import.matchBy.${value}`, { count: preview.match[value].matched })}
                  </span>
                )
              }))}
            />
          )}
        </Field>
      )}
    </>
  )
}

/** How many images were found, and which were not. */
function Matches({ counts }: { readonly counts: MatchCounts }): ReactElement {
  const t = useText()
  const { matched, unmatched, ambiguous } = counts
  return (
    <>
      <Text size="xs" c="var(--good)" data-testid="import-matched" data-count={matched}>
        {t('dialogs.import.imagesMatched', { count: matched })}
      </Text>
      {unmatched > 0 && (
        <Names
          title={t('dialogs.import.imagesUnmatched', { count: unmatched })}
          names={counts.unmatchedNames}
          count={unmatched}
          testId="import-unmatched"
        />
      )}
      {ambiguous > 0 && (
        <Names
          title={t('dialogs.import.imagesAmbiguous', { count: ambiguous })}
          names={counts.ambiguousNames}
          count={ambiguous}
          testId="import-ambiguous"
        />
      )}
    </>
  )
}

/** A number of images, with the names of the first on demand. */
function Names(props: {
  readonly title: string
  readonly names: readonly string[]
  readonly count: number
  readonly testId: string
}): ReactElement {
  const t = useText()
  const { names, count } = props
  return (
    <details className={classes.details} data-testid={props.testId} data-count={count}>
      <summary>{props.title}</summary>
      <ul className={classes.names} data-selectable>
        {names.map((name) => (
          <li key={name} title={name}>
            {name}
          </li>
        ))}
        {count > names.length && (
          <li className={classes.more}>
            {t('dialogs.import.unmatchedMore', { count: count - names.length })}
          </li>
        )}
      </ul>
    </details>
  )
}
