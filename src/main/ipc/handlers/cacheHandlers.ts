import type { Context, HandlersOf } from './context'

/** What the application keeps to be faster. */
export function cacheHandlers({ caches, jobs }: Context): HandlersOf<'caches'> {
  return {
    'caches.sizes': () => caches.sizes(),
    'caches.clear': () => ({ job: jobs.start('clear-caches', caches.clear) })
  }
}
