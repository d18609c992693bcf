import type { Annotation, AnnotationSource } from '@shared/schema/annotation'
import {
  IconFileImport,
  IconMask,
  IconPolygon,
  IconRectangle,
  IconRobotFace,
  IconScan,
  IconSparkles,
  IconUser,
  IconWand,
  type Icon
} from '../common/icons'

/** What the shape of an object looks like in the list. */
export const shapeIcons: Readonly<Record<Annotation['shape']['kind'], Icon>> = {
  rect: IconRectangle,
  polygon: IconPolygon,
  mask: IconMask
}

/** Where an object came from. */
export const sourceIcons: Readonly<Record<AnnotationSource, Icon>> = {
  manual: IconUser,
  point: IconSparkles,
  box: IconScan,
  'whole-image': IconWand,
  detector: IconRobotFace,
  import: IconFileImport
}
