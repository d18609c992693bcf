import type { Services } from './services'

/**
 * What the engine was started with holds for its life, so a change of it starts the engine anew, once the user has
 * stopped turning the number.
 */
export function followEngineSettings({
  settings,
  inference,
  opener
}: Pick<Services, 'settings' | 'inference' | 'opener'>): void {
  const names = ['pixelLimitMegapixels', 'diskCacheMegabytes', 'threads'] as const
  let timer: NodeJS.Timeout | undefined
  settings.onChange((next, previous) => {
    if (names.every((name) => next[name] === previous[name])) return
    clearTimeout(timer)
    timer = setTimeout(() => inference.restart(), 1500)
    if (next.pixelLimitMegapixels > previous.pixelLimitMegapixels) opener.forgetTooLarge()
  })
}
