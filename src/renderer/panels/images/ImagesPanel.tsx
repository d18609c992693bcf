import { useMemo, type ReactElement, useEffect, useRef, type KeyboardEvent } from 'react'
import { useProject, useSession, useText, useUi, useApp } from '../../state/context'
import { countImages, filterImages, imageFilters, type ImageFilter } from '../../state/imageFilter'
import { Panel } from '../common/Panel'
import { ImageList } from './ImageList'
import { UnstyledButton, CloseButton, TextInput, Loader } from '@mantine/core'
import classes from './images.module.css'
import { IconSearch } from '../common/icons'

/** The project's images: search, filters and the list. */
export function ImagesPanel(): ReactElement {
  const t = useText()
  const images = useProject((state) => state.images)
  const query = useUi((state) => state.query)
  const current = useSession((state) => state.current)
  const rows = useMemo(() => filterImages(images, query, current), [images, query, current])
  const counts = useMemo(() => countImages(images), [images])
  return (
    <Panel
      title={t('images.title')}
      detail={t('images.count', { count: images.length })}
      testId="images-panel"
    >
      <ImageSearch />
      <ImageFilters counts={counts} />
      <ScanLine />
      <ImageList rows={rows} />
    </Panel>
  )
}

/** One chip for each filter, with the number of images that it leaves. */
function ImageFilters(props: { readonly counts: Readonly<Record<ImageFilter, number>> }): ReactElement {
  const t = useText()
  const { ui } = useApp().stores
  const chosen = useUi((state) => state.query.filter)
  // Most folders have no problems, and room is short.
  const shown = imageFilters.filter(
    (filter) => filter !== 'problems' || filter === chosen || props.counts.problems > 0
  )
  return (
    <div className={classes.filters} role="group" aria-label={t('images.filterLabel')}>
      {shown.map((filter) => (
        <UnstyledButton
          key={filter}
          className={classes.chip}
          aria-pressed={filter === chosen}
          onClick={() => ui.setQuery({ filter })}
          data-testid={`filter-${filter}`}
        >
          {t(`images.filters.${filter}`)}
          <span className={classes.chipCount}>{props.counts[filter]}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}

/** Narrows the list by words of the path. Escape clears it, and then leaves. */
function ImageSearch(): ReactElement {
  const t = useText()
  const { ui } = useApp().stores
  const search = useUi((state) => state.query.search)
  const requests = useUi((state) => state.searchRequests)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (requests > 0) field.current?.select()
  }, [requests])
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape') return
    if (search === '') event.currentTarget.blur()
    else ui.setQuery({ search: '' })
  }
  return (
    <TextInput
      ref={field}
      className={classes.search}
      value={search}
      onChange={(event) => ui.setQuery({ search: event.currentTarget.value })}
      onKeyDown={onKeyDown}
      placeholder={t('images.search')}
      aria-label={t('images.search')}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        search === '' ? null : (
          <CloseButton
            size="xs"
            aria-label={t('images.clearSearch')}
            onClick={() => ui.setQuery({ search: '' })}
          />
        )
      }
      data-testid="image-search"
    />
  )
}

/** How far the search for images has come, while it runs. */
function ScanLine(): ReactElement | null {
  const t = useText()
  const scan = useProject((state) => state.scan)
  if (scan === null || scan.finished) return null
  return (
    <div className={classes.scan} role="status" data-testid="scan-progress">
      <Loader size={12} aria-hidden />
      {t('images.scanning', { count: scan.found })}
    </div>
  )
}
