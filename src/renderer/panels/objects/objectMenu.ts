import type { ActionId } from '@shared/actions/actionTable'

/** What the menu of the right mouse button offers for what is selected, group by group. */
export const objectMenu: readonly (readonly ActionId[])[] = [
  [
    'object.class',
    'object.toggleReviewed',
    'object.toggleHidden',
    'object.toggleLocked',
    'edit.selectSameClass',
    'view.fitSelection'
  ],
  ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate', 'edit.delete'],
  [
    'object.refine',
    'object.merge',
    'object.cutOverlaps',
    'object.split',
    'object.fillHoles',
    'object.keepLargest'
  ],
  ['object.toPolygon', 'object.toMask', 'object.toRectangle'],
  ['object.front', 'object.back']
]

/** What it offers where no object is. */
export const groundMenu: readonly (readonly ActionId[])[] = [
  ['edit.paste', 'edit.selectAll'],
  ['object.reviewAll', 'view.toggleObjects', 'view.toggleNames'],
  ['view.fit', 'view.actualSize']
]
