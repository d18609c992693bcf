/**
 * Every command of the application, once: the native menu (main), toolbar, shortcuts and command palette (window)
 * are all derived from this table. The window binds what each one does, exhaustively.
 *
 * `keys` are written as Electron accelerators; `CmdOrCtrl` is Cmd on macOS. The first is shown. Keys without a
 * modifier are handled by the window only, so that typing in a field never triggers them.
 * `undoable` says whether running it may write an undoable edit ('record') or never does ('ignore').
 */
export interface ActionSpec {
  readonly keys: readonly string[]
  /** The keys on macOS, where its guidelines want others. */
  readonly macKeys?: readonly string[]
  readonly menu: 'file' | 'edit' | 'object' | 'view' | 'image' | 'tool' | 'segment' | 'help' | null
  readonly undoable: 'record' | 'ignore'
  /** A separator stands before it in its menu. */
  readonly separated?: boolean
}

const specs = {
  'file.openFolder': { keys: ['CmdOrCtrl+O'], menu: 'file', undoable: 'ignore' },
  'file.openSample': { keys: [], menu: 'file', undoable: 'ignore' },
  // Cmd+W closes the window there.
  'file.closeProject': {
    keys: ['CmdOrCtrl+W'],
    macKeys: ['CmdOrCtrl+Shift+W'],
    menu: 'file',
    undoable: 'ignore'
  },
  'file.rescan': { keys: ['F5'], menu: 'file', undoable: 'ignore' },
  'file.import': { keys: ['CmdOrCtrl+I'], menu: 'file', undoable: 'record', separated: true },
  'file.export': { keys: ['CmdOrCtrl+E'], menu: 'file', undoable: 'ignore' },
  'file.settings': { keys: ['CmdOrCtrl+,'], menu: 'file', undoable: 'ignore', separated: true },

  'edit.undo': { keys: ['CmdOrCtrl+Z'], menu: 'edit', undoable: 'record' },
  'edit.redo': { keys: ['CmdOrCtrl+Shift+Z', 'CmdOrCtrl+Y'], menu: 'edit', undoable: 'record' },
  'import.undo': { keys: [], menu: 'edit', undoable: 'record' },
  'import.redo': { keys: [], menu: 'edit', undoable: 'record' },
  'edit.cut': { keys: ['CmdOrCtrl+X'], menu: 'edit', undoable: 'record', separated: true },
  'edit.copy': { keys: ['CmdOrCtrl+C'], menu: 'edit', undoable: 'ignore' },
  'edit.paste': { keys: ['CmdOrCtrl+V'], menu: 'edit', undoable: 'record' },
  'edit.duplicate': { keys: ['CmdOrCtrl+J'], menu: 'edit', undoable: 'record' },
  'edit.delete': { keys: ['Delete'], menu: 'edit', undoable: 'record' },
  'edit.selectAll': { keys: ['CmdOrCtrl+A'], menu: 'edit', undoable: 'ignore', separated: true },
  'edit.selectSameClass': { keys: ['CmdOrCtrl+Shift+C'], menu: 'edit', undoable: 'ignore' },
  'edit.selectNone': { keys: ['CmdOrCtrl+D'], menu: 'edit', undoable: 'ignore' },
  'edit.nextObject': { keys: ['Tab'], menu: null, undoable: 'ignore' },
  'edit.previousObject': { keys: ['Shift+Tab'], menu: null, undoable: 'ignore' },

  'object.class': { keys: ['C'], menu: 'object', undoable: 'record' },
  'object.toggleReviewed': { keys: ['K'], menu: 'object', undoable: 'record', separated: true },
  'object.reviewAll': { keys: ['Shift+K'], menu: 'object', undoable: 'record' },
  'object.toggleHidden': { keys: ['H'], menu: 'object', undoable: 'record' },
  'object.toggleLocked': { keys: ['L'], menu: 'object', undoable: 'record' },
  'object.refine': { keys: ['Shift+S'], menu: 'object', undoable: 'record', separated: true },
  'object.merge': { keys: ['M'], menu: 'object', undoable: 'record' },
  'object.cutOverlaps': { keys: ['Shift+X'], menu: 'object', undoable: 'record' },
  'object.split': { keys: ['Shift+M'], menu: 'object', undoable: 'record' },
  'object.fillHoles': { keys: [], menu: 'object', undoable: 'record' },
  'object.keepLargest': { keys: [], menu: 'object', undoable: 'record' },
  'object.toPolygon': { keys: [], menu: 'object', undoable: 'record', separated: true },
  'object.toMask': { keys: [], menu: 'object', undoable: 'record' },
  'object.toRectangle': { keys: [], menu: 'object', undoable: 'record' },
  'object.front': { keys: ['CmdOrCtrl+Shift+]'], menu: 'object', undoable: 'record', separated: true },
  'object.forward': { keys: ['CmdOrCtrl+]'], menu: 'object', undoable: 'record' },
  'object.backward': { keys: ['CmdOrCtrl+['], menu: 'object', undoable: 'record' },
  'object.back': { keys: ['CmdOrCtrl+Shift+['], menu: 'object', undoable: 'record' },

  'view.zoomIn': { keys: ['Plus', '='], menu: 'view', undoable: 'ignore' },
  'view.zoomOut': { keys: ['-'], menu: 'view', undoable: 'ignore' },
  'view.actualSize': { keys: ['0'], menu: 'view', undoable: 'ignore' },
  'view.fit': { keys: ['F'], menu: 'view', undoable: 'ignore' },
  'view.fitSelection': { keys: ['Shift+F'], menu: 'view', undoable: 'ignore' },
  'view.toggleObjects': { keys: ['Shift+H'], menu: 'view', undoable: 'ignore', separated: true },
  'view.toggleNames': { keys: ['Shift+T'], menu: 'view', undoable: 'ignore' },
  'view.commandPalette': { keys: ['CmdOrCtrl+K'], menu: 'view', undoable: 'ignore', separated: true },

  'image.next': { keys: ['D', 'PageDown'], menu: 'image', undoable: 'ignore' },
  'image.previous': { keys: ['A', 'PageUp'], menu: 'image', undoable: 'ignore' },
  'image.nextUnlabelled': { keys: ['Shift+D'], menu: 'image', undoable: 'ignore' },
  'image.search': { keys: ['CmdOrCtrl+F'], menu: 'image', undoable: 'ignore' },

  'tool.select': { keys: ['V'], menu: 'tool', undoable: 'ignore' },
  'tool.point': { keys: ['S'], menu: 'tool', undoable: 'ignore' },
  'tool.box': { keys: ['B'], menu: 'tool', undoable: 'ignore' },
  'tool.rectangle': { keys: ['R'], menu: 'tool', undoable: 'ignore' },
  'tool.polygon': { keys: ['G'], menu: 'tool', undoable: 'ignore' },
  'tool.brush': { keys: ['W'], menu: 'tool', undoable: 'ignore' },
  'tool.eraser': { keys: ['Q'], menu: 'tool', undoable: 'ignore' },
  'tool.brushSmaller': { keys: ['['], menu: 'tool', undoable: 'ignore', separated: true },
  'tool.brushLarger': { keys: [']'], menu: 'tool', undoable: 'ignore' },
  'models.show': { keys: ['CmdOrCtrl+Shift+M'], menu: 'tool', undoable: 'ignore', separated: true },

  'segment.image': { keys: ['E'], menu: 'segment', undoable: 'ignore' },
  'segment.settings': { keys: ['Shift+E'], menu: 'segment', undoable: 'ignore' },
  'segment.stop': { keys: [], menu: 'segment', undoable: 'ignore' },
  'segment.adoptAll': { keys: [], menu: 'segment', undoable: 'record', separated: true },
  'segment.restoreDismissed': { keys: [], menu: 'segment', undoable: 'ignore' },
  'segment.discard': { keys: [], menu: 'segment', undoable: 'ignore' },
  'segment.selected': { keys: [], menu: 'segment', undoable: 'ignore', separated: true },
  'segment.filtered': { keys: [], menu: 'segment', undoable: 'ignore' },
  'segment.all': { keys: [], menu: 'segment', undoable: 'ignore' },
  'segment.annotate': { keys: ['CmdOrCtrl+Shift+A'], menu: 'segment', undoable: 'ignore', separated: true },
  'differences.next': { keys: ['N'], menu: 'segment', undoable: 'ignore', separated: true },
  'differences.previous': { keys: ['Shift+N'], menu: 'segment', undoable: 'ignore' },
  'differences.take': { keys: ['T'], menu: 'segment', undoable: 'record' },
  'differences.dismiss': { keys: ['X'], menu: 'segment', undoable: 'ignore' },
  'differences.reopen': { keys: ['U'], menu: 'segment', undoable: 'ignore' },

  'help.shortcuts': { keys: ['F1', 'Shift+/'], menu: 'help', undoable: 'ignore' },
  'help.restartEngine': { keys: [], menu: 'help', undoable: 'ignore' },
  'help.about': { keys: [], menu: 'help', undoable: 'ignore', separated: true }
} as const satisfies Record<string, ActionSpec>

export type ActionId = keyof typeof specs
export const actionTable: Readonly<Record<ActionId, ActionSpec>> = specs
export const actionIds = Object.keys(specs) as readonly ActionId[]

/** The keys of an action, the shown one first. */
export function keysOf(id: ActionId, mac: boolean): readonly string[] {
  const { keys, macKeys } = actionTable[id]
  return (mac ? macKeys : undefined) ?? keys
}
