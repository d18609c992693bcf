import { inRoot } from '../lib/paths.mjs'
import { chromiumRuntime, chromiumTests, installChromium } from './chromiumTests.mjs'
import { electronRuntime } from './electronRuntime.mjs'
import { endToEndTests, safetyTests, smokeTests } from './endToEndTests.mjs'
import { newestMajor, nodeRuntime, otherMajors } from './nodes.mjs'
import { check, tests } from './part.mjs'
import { installTracing, privacyTests } from './privacyTests.mjs'
import { shortFuzz } from './shortFuzz.mjs'
import { unitTests } from './unitTests.mjs'
import { installWine, windowsRuntime, windowsTests } from './windowsTests.mjs'

/**
 * The parts of the test run after the set-up; the summary has them in this order.
 * @type {import('./part.mjs').Part[]}
 */
export const parts = [
  check('types', process.execPath, inRoot('scripts/types.mjs')),
  check('lint', 'eslint', '--max-warnings', '0', '.'),
  check('unused', 'knip', '--no-progress'),
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  tests('unit', 'alone', (part) => unitTests(part)),
  ...otherMajors.map((major) =>
    tests(`unit-node${major}`, 'alone', (part) => unitTests(part, major), { runtime: nodeRuntime(major) })
  ),
  tests('e2e', 'window', endToEndTests, { runtime: electronRuntime }),
  ...otherMajors
    .filter((major) => major === newestMajor)
    .map((major) => tests(`safety-node${major}`, 'window', safetyTests, { runtime: electronRuntime })),
  tests('smoke-user', 'window', smokeTests, { runtime: electronRuntime }),
  tests('chromium', 'window', chromiumTests, { prepare: installChromium, runtime: chromiumRuntime }),
  tests('privacy', 'window', privacyTests, { prepare: installTracing, runtime: electronRuntime }),
  tests('windows', 'beside', windowsTests, { prepare: installWine, runtime: windowsRuntime }),
  tests('fuzz', 'beside', shortFuzz)
]
