import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exampleWorkflows, readReference } from './project.ts'

/** A workflow to be checked: a file, or a block of a page made a whole workflow. */
export interface WorkflowText {
  /** The file, relative, with `/`; of a block, the page and its number. */
  readonly path: string
  readonly text: string
}

/** The workflows of this repository itself, relative, with `/`. */
export async function ownWorkflows(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, '.github', 'workflows'))
  return names.sort().map((name) => `.github/workflows/${name}`)
}

/** All workflows of this repository, of its examples, and of the blocks in its pages. */
export async function workflowTexts(folder: string): Promise<readonly WorkflowText[]> {
  const read = async (path: string) => readFile(join(folder, path), 'utf8')
  const files = [...(await ownWorkflows(folder)), ...(await exampleWorkflows(folder))]
  const docs = (await readdir(join(folder, 'docs'))).filter((name) => name.endsWith('.md')).sort()
  const pages = ['README.md', ...docs.map((name) => `docs/${name}`)]
  const reference = await readReference(folder)
  const whole = await Promise.all(files.map(async (path) => ({ path, text: await read(path) })))
  const parts = await Promise.all(
    pages.map(async (page) => blocksIn(page, await read(page), reference)),
  )
  return [...whole, ...parts.flat()]
}

/** The YAML blocks of a page that show a part of a workflow, each made a whole one. Manifests and params files are not among them. */
function blocksIn(page: string, markdown: string, reference: string): readonly WorkflowText[] {
  const blocks = [...markdown.matchAll(/^```yaml\n([^]*?)\n```$/gm)].map(([, text = '']) => text)
  return blocks.flatMap((block, i) => {
    if (/^(generations|params):/m.test(block)) return []
    const path = `${page} block ${i + 1}`
    return [{ path, text: wholeWorkflow(block, reference) }]
  })
}

/** A list is steps, `permissions:` and `jobs:` stand at the top of a workflow; all else are inputs. */
function wholeWorkflow(block: string, reference: string): string {
  const indented = (by: number) => block.replaceAll(/^(?=.)/gm, ' '.repeat(by))
  if (/^jobs:/m.test(block)) return `on: push\n${block}\n`
  if (/^- /.test(block)) return around(indented(6))
  if (/^permissions:/.test(block)) return `${block}\n${around("      - run: 'true'")}`
  return around(`      - uses: ${reference}\n        with:\n${indented(10)}`)
}

/** A workflow with these steps, and with the events, jobs and matrix that blocks speak of. */
function around(steps: string): string {
  return `on:
  push:
  release:
  workflow_dispatch:
    inputs: { mood: { type: string } }
jobs:
  submit:
    runs-on: ubuntu-latest
    outputs: { tasks: '' }
    steps: [{ run: 'true' }]
  block:
    needs: submit
    runs-on: ubuntu-latest
    strategy:
      matrix:
        shard: [1, 2]
    steps:
${steps}
`
}
