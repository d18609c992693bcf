import { Checkbox, RangeSlider, SegmentedControl, Slider } from '@mantine/core'
import type { ReactElement } from 'react'
import { poolPartsSchema, type PoolFilters } from '@shared/schema/proposal'
import { useApp, useEditorState, useProposals, useText } from '../../state/context'
import { filtersOf } from '../../state/proposals/proposalActions'
import { areaAt, areaPlaces, placeOf } from './areaPlaces'
import classes from './proposals.module.css'

/** Which proposals are shown. What is moved acts at once; nothing is decoded for it. */
export function PoolFilterFields(): ReactElement | null {
  const t = useText()
  const { proposals } = useApp()
  const pool = useProposals((state) => state.pool)
  if (pool === null) return null
  const filters = filtersOf(pool)
  const change = (fields: Partial<PoolFilters>): void => proposals.setFilters({ ...filters, ...fields })
  const { predIouThresh, stabilityScoreThresh } = pool.params
  return (
    <div className={classes.filters} role="group" aria-label={t('pool.filters')}>
      <div className={classes.filter}>
        <span className={classes.filterName} title={t('pool.partsHint')}>
          {t('pool.parts')}
        </span>
        <SegmentedControl
          className={classes.parts}
          size="xs"
          fullWidth
          aria-label={t('pool.parts')}
          value={filters.parts}
          onChange={(parts) => change({ parts })}
          data={poolPartsSchema.options.map((value) => ({
            value,
            label: <span data-testid={`pool-parts-${value}`}>{t(`pool.partsChoices.${value}`)}</span>
          }))}
          data-testid="pool-parts"
        />
      </div>
      <Threshold
        name={t('pool.score')}
        least={predIouThresh}
        value={filters.minScore}
        onChange={(minScore) => change({ minScore })}
        testId="pool-score"
      />
      <Threshold
        name={t('pool.stability')}
        least={stabilityScoreThresh}
        value={filters.minStability}
        onChange={(minStability) => change({ minStability })}
        testId="pool-stability"
      />
      <AreaRange filters={filters} onChange={change} />
      <Checkbox
        label={t('pool.hideCovered')}
        checked={filters.hideCovered}
        onChange={(event) => change({ hideCovered: event.currentTarget.checked })}
        data-testid="pool-hide-covered"
      />
    </div>
  )
}

/** A slider from what the run has already left out to 100 %. */
function Threshold(props: {
  readonly name: string
  /** 0 to 1. */
  readonly least: number
  readonly value: number
  readonly onChange: (value: number) => void
  readonly testId: string
}): ReactElement {
  const t = useText()
  const min = Math.min(99, Math.floor(props.least * 100))
  const percent = Math.max(min, Math.round(props.value * 100))
  return (
    <div className={classes.filter}>
      <span className={classes.filterName}>{props.name}</span>
      <span className={classes.filterValue}>{t('toolbar.percent', { percent })}</span>
      <Slider
        className={classes.slider}
        min={min}
        max={100}
        step={1}
        value={percent}
        // At its left end it leaves nothing out.
        onChange={(value) => props.onChange(value === min ? 0 : value / 100)}
        label={null}
        thumbLabel={props.name}
        data-testid={props.testId}
      />
    </div>
  )
}

function AreaRange(props: {
  readonly filters: PoolFilters
  readonly onChange: (fields: Partial<PoolFilters>) => void
}): ReactElement {
  const t = useText()
  const { minArea, maxArea } = props.filters
  const pixels = useEditorState(({ image }) => (image?.width ?? 1) * (image?.height ?? 1))
  const places: [number, number] = [
    placeOf(minArea / pixels),
    maxArea === null ? areaPlaces : placeOf(maxArea / pixels)
  ]
  const take = ([from, to]: [number, number]): void =>
    props.onChange({
      minArea: Math.round(areaAt(from) * pixels),
      maxArea: to >= areaPlaces ? null : Math.round(areaAt(to) * pixels)
    })
  return (
    <div className={classes.filter}>
      <span className={classes.filterName}>{t('pool.area')}</span>
      <span className={classes.filterValue}>
        {t('pool.areaRange', { from: percentText(places[0]), to: percentText(places[1]) })}
      </span>
      <RangeSlider
        className={classes.slider}
        size="sm"
        min={0}
        max={areaPlaces}
        step={1}
        minRange={1}
        value={places}
        onChange={take}
        label={null}
        thumbFromLabel={t('pool.smallestArea')}
        thumbToLabel={t('pool.largestArea')}
        data-testid="pool-area"
      />
    </div>
  )
}

/** The area of a place in per cent, with two digits that count. */
function percentText(place: number): string {
  return String(Number((areaAt(place) * 100).toPrecision(2)))
}
