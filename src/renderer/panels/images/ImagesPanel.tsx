import { useMemo, type ReactElement } from 'react'
import { useProject, useSession, useText, useUi } from '../../state/context'
import { countImages, filterImages } from '../../state/imageFilter'
import { Panel } from '../common/Panel'
import { ImageFilters } from './ImageFilters'
import { ImageList } from './ImageList'
import { ImageSearch } from './ImageSearch'
import { ScanLine } from './ScanLine'

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
