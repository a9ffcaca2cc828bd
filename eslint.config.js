import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** The folders of `src`, from the top down: a file imports from its own folder and from those below. */
const folders = [
  'report',
  'reuse',
  'assets',
  'tasks',
  'manifest',
  'inputs',
  'documents',
  'api',
  'base',
]

/** For each folder: no import of a folder above it, nor of the recipe at the top of `src`. */
const importsGoDown = folders.map((folder, floor) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^\\.\\./(${[...folders.slice(0, floor), '[a-z]+\\.ts'].join('|')})(/|$)`,
            message: 'Imports go down only: see "The folders" in CONTRIBUTING.md.',
          },
        ],
      },
    ],
  },
}))

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'build/', 'coverage/', '.demo/'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      '@typescript-eslint/no-invalid-void-type': ['error', { allowAsThisParameter: true }],
      eqeqeq: 'error',
    },
  },
  ...importsGoDown,
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
)
