import { contract } from '@shared/ipc/contract'

/** One point for the models to look at. */
const SMALL = { pointsPerSide: 1, pointsStride: undefined, pointGrids: null, cropNLayers: 0 }

/**
 * The input with so little for the models to do that it takes a second; what is refused anyway stays as it is. Null for
 * a call that would measure a model, which takes up to a minute.
 */
export function cheap(
  name: unknown,
  input: unknown,
  isInstalled: (model: string) => boolean
): { readonly input: unknown } | null {
  if (name === 'models.selfTest') {
    const parsed = parse(name, input)
    return parsed?.success === true && isInstalled(parsed.data.id) ? null : { input }
  }
  if (name !== 'proposals.start' && name !== 'task.start') return { input }
  const parsed = parse(name, input)
  if (parsed?.success !== true || !('params' in parsed.data)) return { input }
  return { input: { ...parsed.data, params: { ...parsed.data.params, ...SMALL } } }
}

type Costly = 'models.selfTest' | 'proposals.start' | 'task.start'

/** Null where even looking at it fails, as at a cyclic value. */
function parse<N extends Costly>(
  name: N,
  input: unknown
): ReturnType<(typeof contract)[N]['input']['safeParse']> | null {
  try {
    return contract[name].input.safeParse(input) as ReturnType<(typeof contract)[N]['input']['safeParse']>
  } catch {
    return null
  }
}
