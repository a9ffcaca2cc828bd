import { readdir, readFile } from 'node:fs/promises'
import { registerLogger, validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { exampleWorkflows, readAction, readReference } from './project.ts'

// GitHub's own checks of action.yml, of all workflows and of the blocks in README.md. Their package loads only as a bundle: see `npm run workflows`,
// which also sets the working directory that the paths here start from.

const folder = process.cwd()
const ownWorkflows = (await readdir('.github/workflows')).map((name) => `.github/workflows/${name}`)
const workflows = [...ownWorkflows, ...(await exampleWorkflows(folder))]
const [action, reference] = await Promise.all([readAction(folder), readReference(folder)])
const problems: string[] = []

const silent = () => undefined
registerLogger({
  error: (message) => {
    problems.push(message)
  },
  warn: silent,
  info: silent,
  log: silent,
})

const documents = await Promise.all(
  ['action.yml', ...workflows].map(async (path) => ({ path, text: await readFile(path, 'utf8') })),
)
const blocks = workflowsIn(await readFile('README.md', 'utf8'))

for (const { path, text } of [...documents, ...blocks]) {
  // By its address the language service knows what a file is: a workflow only in the one folder.
  const address = path === 'action.yml' ? path : `.github/workflows/${path.split('/').at(-1) ?? ''}`
  const found = await validate(TextDocument.create(address, 'yaml', 1, text), {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name, ref }) => {
        const metadata = { name, description: '' }
        return Promise.resolve(
          `${owner}/${name}@${ref}` === reference ? { ...metadata, ...action } : metadata,
        )
      },
    },
  })
  for (const { message, range } of found) {
    const words = typeof message === 'string' ? message : message.value
    problems.push(`${path}:${range.start.line + 1}:${range.start.character + 1}: ${words}`)
  }
}

const pinned = /^(\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/
for (const path of ownWorkflows) {
  const text = await readFile(path, 'utf8')
  for (const [, uses = ''] of text.matchAll(/\buses: (.+)$/gm)) {
    if (!pinned.test(uses))
      problems.push(`${path}: ${uses} is not pinned like OWNER/NAME@SHA # v1.2.3`)
  }
}

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
else {
  console.log(
    `action.yml, ${workflows.length} workflows and ${blocks.length} blocks of README.md are valid.`,
  )
}

/** The YAML blocks of a Markdown text that show a part of a workflow, each made a whole one. Manifests are not among them. */
function workflowsIn(
  markdown: string,
): readonly { readonly path: string; readonly text: string }[] {
  const blocks = [...markdown.matchAll(/^```yaml\n([^]*?)\n```$/gm)].map(([, text = '']) => text)
  return blocks.flatMap((block, i) => {
    if (/^generations:/m.test(block)) return []
    const indented = (by: number) => block.replaceAll(/^(?=.)/gm, ' '.repeat(by))
    const step = (text: string) =>
      `on: [push, release]\njobs:\n  submit:\n    runs-on: ubuntu-latest\n    outputs: { tasks: '' }\n    steps: [{ run: 'true' }]\n  block:\n    needs: submit\n    runs-on: ubuntu-latest\n    strategy:\n      matrix:\n        shard: [1, 2]\n    steps:\n${text}\n`
    const text = /^- /.test(block)
      ? step(indented(6))
      : /^permissions:/.test(block)
        ? `${block}\n${step('      - run: true')}`
        : step(`      - uses: ${reference}\n        with:\n${indented(10)}`)
    return [{ path: `README-block-${i + 1}.yml`, text }]
  })
}
