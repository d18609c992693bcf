import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
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
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

export default tseslint.config(
  {
    ignores: [
      'out',
      'dist',
      'node_modules',
      'demo-output',
      'bench-output',
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
    files: ['src/shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: restrict(noElectron, noNode, noView, noOnnx)
  },
  {
    files: ['src/main/inference/engine/**/*.ts'],
    ignores: ['**/runtime/ort.ts'],
    rules: restrict(noElectron, noView, noOnnx)
  },
  {
    files: ['src/main/{project,formats,jobs}/**/*.ts', 'src/cli/**/*.ts'],
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
