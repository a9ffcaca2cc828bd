import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import {
  exampleManifests,
  exampleWorkflows,
  readAction,
  readReference,
  root,
  type Action,
} from './project.ts'

// Writes what README.md and the examples say about action.yml and package.json. With --check it only tells what is stale.

if (import.meta.main) await main()

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  for (const { path, text, fresh } of await derived()) {
    if (text === fresh) continue
    if (values.check) {
      console.error(`${path} is stale: run \`npm run readme\`.`)
      process.exitCode = 1
    } else {
      await writeFile(join(root, path), fresh)
      console.log(`${path} written`)
    }
  }
}

/** A file that says something it takes from elsewhere. */
interface Derived {
  /** Relative to the repository. */
  readonly path: string
  readonly text: string
  /** The text as it should be. */
  readonly fresh: string
}

/** README.md, the schema of manifests and the examples, as they are and as they should be. */
export async function derived(): Promise<readonly Derived[]> {
  const [action, reference, examples, manifests] = await Promise.all([
    readAction(),
    readReference(),
    exampleWorkflows(),
    exampleManifests(),
  ])
  const readme = async (): Promise<Derived> => {
    const text = await readFile(join(root, 'README.md'), 'utf8')
    const tables = between(
      between(text, 'inputs', inputsTable(action)),
      'outputs',
      outputsTable(action),
    )
    const fresh = await format(named(tables, reference), {
      ...(await resolveConfig(join(root, 'README.md'))),
      parser: 'markdown',
    })
    return { path: 'README.md', text, fresh }
  }
  const example = async (path: string): Promise<Derived> => {
    const text = await readFile(join(root, path), 'utf8')
    return { path, text, fresh: named(text, reference) }
  }
  return Promise.all([
    readme(),
    ...[
      'docs/manifest.md',
      'docs/outputs.md',
      'manifest.schema.json',
      ...examples,
      ...manifests,
    ].map(example),
  ])
}

/** Every `uses:` but those of GitHub's own actions and of folders is this action; the schema of manifests and the badges are its own. */
function named(text: string, reference: string): string {
  const [repository = '', version = ''] = reference.split('@')
  return text
    .replace(/(?<=\buses: )(?!actions\/)[\w.-]+\/[\w.-]+@\S+/g, reference)
    .replace(
      /(?<=raw\.githubusercontent\.com\/)[\w.-]+\/[\w.-]+\/[\w.-]+(?=\/manifest\.schema\.json)/g,
      `${repository}/${version}`,
    )
    .replace(
      /(?<=github\.com\/|img\.shields\.io\/github\/v\/release\/)[\w.-]+\/[\w.-]+(?=\/actions\/workflows\/|\/releases\)|\)\])/g,
      repository,
    )
}

function between(text: string, marker: string, content: string): string {
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`]
  const from = text.indexOf(start) + start.length
  const to = text.indexOf(end)
  if (from < start.length || to < from) throw new Error(`README.md needs ${start} and ${end}.`)
  // Padded tables are twice as long, and a longer cell changes every line.
  return `${text.slice(0, from)}\n\n<!-- prettier-ignore -->\n${content}\n\n${text.slice(to)}`
}

function inputsTable({ inputs }: Action): string {
  const rows = Object.entries(inputs).map(
    ([name, { description, default: fallback }]) =>
      `| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${cell(description)} |`,
  )
  return ['| Input | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n')
}

function outputsTable({ outputs }: Action): string {
  const rows = Object.entries(outputs).map(
    ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
  )
  return ['| Output | Meaning |', '| --- | --- |', ...rows].join('\n')
}

function cell(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|')
}
