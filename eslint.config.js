import node from 'eslint-plugin-n'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { KNOWN_TO_WORK, NODE_RANGES } from './scripts/lint/nodeRanges.js'
import { zoneImports } from './scripts/lint/zones.js'

/** Packages that only some zones may import, so that pure code stays pure and each native has one door. */
const forbid = (message, ...group) => ({ group, message })
const noElectron = forbid(
  'Only main (app, ipc, inference host) and preload may import Electron.',
  'electron',
  'electron/*'
)
const noNode = forbid('This zone runs without Node.', 'node:*', 'fs', 'path', 'os', 'worker_threads')
const noView = forbid(
  'This zone is headless: no React, Konva or Mantine.',
  'react',
  'react-*',
  'konva',
  '@mantine/*'
)
const noOnnx = forbid('Import sessions from engine/runtime/ort.ts instead.', 'onnxruntime-node')
/** Refuses what some version of Node in the range does not have. */
const onlyIn = (version) => ({
  'n/no-unsupported-features/node-builtins': ['error', { version, ignores: KNOWN_TO_WORK }],
  'n/no-unsupported-features/es-builtins': ['error', { version }],
  'n/no-unsupported-features/es-syntax': ['error', { version }]
})
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

export default tseslint.config(
  {
    ignores: [
      'out',
      'dist',
      'node_modules',
      'demo-output',
      'bench-output',
      'fuzz-output',
      'test-results',
      'playwright-report',
      'tests/fixtures/**'
    ]
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { maskwright: { rules: { 'zone-imports': zoneImports } } },
    rules: {
      'maskwright/zone-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true }
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' }
      ]
    }
  },
  {
    files: ['src/!(renderer)/**/*.ts', 'bin/**/*.{mjs,ts}'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    plugins: { n: node },
    rules: onlyIn(NODE_RANGES.product)
  },
  {
    files: ['scripts/**/*.{js,mjs}', '**/*.test.ts', '**/testing/**/*.ts', '*.config.{js,ts}'],
    plugins: { n: node },
    rules: onlyIn(NODE_RANGES.tools)
  },
  {
    files: ['src/shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: restrict(noElectron, noNode, noView, noOnnx)
  },
  {
    // Its core runs in the window's threads as well.
    files: ['src/rpc/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: restrict(noElectron, noNode, noView, noOnnx)
  },
  {
    files: ['src/engine/**/*.ts'],
    ignores: ['**/runtime/ort.ts'],
    rules: restrict(noElectron, noView, noOnnx)
  },
  {
    // The services also run in plain Node, for the tests in a browser. Those below app are watched by the build for it.
    files: ['src/main/{images,inference,ipc,models,proposals}/**/*.ts'],
    ignores: ['**/ipc/bind.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              allowTypeImports: true,
              message: 'Services get what they need of Electron through app/desktop.ts.'
            }
          ]
        }
      ]
    }
  },
  {
    // Electron becomes ready only after its entry module has run: awaiting `app.whenReady()` there hangs for ever.
    files: ['src/main/**/*.ts', 'src/preload/**/*.ts'],
    ignores: ['**/testing/**', '**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'AwaitExpression:not(:function AwaitExpression)',
          message: 'No module of main may await at its top level: Electron would never become ready.'
        },
        {
          selector: 'ForOfStatement[await=true]:not(:function ForOfStatement)',
          message: 'No module of main may await at its top level: Electron would never become ready.'
        }
      ]
    }
  },
  {
    files: ['src/{files,imaging,rpc/node,formats,store,jobs,library,cli}/**/*.ts'],
    rules: restrict(noElectron, noView, noOnnx)
  },
  { files: ['src/renderer/editor/**/*.ts'], rules: restrict(noElectron, noNode, noView, noOnnx) },
  {
    files: ['src/renderer/{canvas,panels,state,api}/**/*.{ts,tsx}'],
    rules: restrict(noElectron, noNode, noOnnx)
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' }
  }
)
