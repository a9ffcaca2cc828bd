import { readFile } from 'node:fs/promises'
import { registerLogger, validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { readAction, readReference } from './project.ts'
import { ownWorkflows, workflowTexts } from './workflow-texts.ts'

// GitHub's own checks of action.yml, of all workflows and of the blocks in the pages. Their package loads only as a bundle: see `npm run workflows`,
// which also sets the working directory that the paths here start from.

const folder = process.cwd()
const workflows = await workflowTexts(folder)
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

const metadata = { path: 'action.yml', text: await readFile('action.yml', 'utf8') }
for (const { path, text } of [metadata, ...workflows]) {
  // By its address the language service knows what a file is: a workflow only in the one folder.
  const address =
    path === 'action.yml' ? path : `.github/workflows/${path.replaceAll(/\W/g, '-')}.yml`
  const found = await validate(TextDocument.create(address, 'yaml', 1, text), {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name, ref }) => {
        const unknown = { name, description: '' }
        return Promise.resolve(
          `${owner}/${name}@${ref}` === reference ? { ...unknown, ...action } : unknown,
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
for (const path of await ownWorkflows(folder)) {
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
    `action.yml and ${workflows.length} workflows are valid, blocks of the pages included.`,
  )
}
