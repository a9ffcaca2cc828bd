import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { wellKnownFunctions } from '@actions/expressions'
import { Ajv } from 'ajv'
import { marked, type Token, type Tokens } from 'marked'
import { parse, parseDocument } from 'yaml'
import {
  exampleManifests,
  exampleWorkflows,
  readAction,
  readReference,
  root,
  stepsOfAction,
  type WorkflowStep,
} from '../scripts/project.ts'
import { derived } from '../scripts/readme.ts'
import { readWorkflow } from '../scripts/workflow.ts'
import { checkRows } from './support/rows.ts'

const read = async (path: string) => readFile(join(root, path), 'utf8')
const readme = await read('README.md')
const examples = await exampleWorkflows()
const tests = await readdir(join(root, '__tests__'), { recursive: true })
const pages = [
  ...(await readdir(root)).filter((name) => name.endsWith('.md')),
  ...(await readdir(join(root, 'docs')))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'bench/README.md',
  'simulator/README.md',
]
const reference = await readReference()

/** What a test reads of manifest.schema.json. */
interface Schema {
  readonly properties: {
    readonly generations: { readonly items: { readonly properties: Record<string, unknown> } }
  }
}

/** The table that follows a heading, as the text of its cells. */
function tableBelow(page: string, heading: string): readonly (readonly Tokens.TableCell[])[] {
  const tokens = marked.lexer(page)
  const from = tokens.findIndex((token) => token.type === 'heading' && token['text'] === heading)
  const table = tokens.slice(from).find((token): token is Tokens.Table => token.type === 'table')
  if (from < 0 || !table) throw new Error(`There is no table below "${heading}"`)
  return table.rows
}

function codeIn(cell: Tokens.TableCell | undefined): readonly string[] {
  return (cell?.tokens ?? [])
    .filter((token: Token): token is Tokens.Codespan => token.type === 'codespan')
    .map(({ text }) => text)
}

/** The blocks of YAML of a page. */
function yamlIn(page: string): readonly string[] {
  return [...page.matchAll(/^```yaml\n([^]*?)\n```$/gm)].map(([, text = '']) => text)
}

/** The steps in a list of steps or in a workflow that use this action. */
function stepsIn(value: unknown): readonly WorkflowStep[] {
  const steps = Array.isArray(value) ? (value as readonly WorkflowStep[]) : []
  return steps.filter(({ uses }) => uses === reference)
}

/** Where the links and pictures of a page lead. */
function linksIn(page: string): readonly string[] {
  const prose = page
    .replaceAll(/^```.*\n[^]*?\n```$/gm, '')
    .replaceAll(/``[^]+?``|`[^`\n]+`/g, '``')
  return [...prose.matchAll(/(?:\]\(|\bsrc(?:set)?=")([^)"\s]+)[)"]/g)].map(([, link = '']) => link)
}

/** The anchors that GitHub makes of headings. */
function anchorsIn(page: string): readonly string[] {
  const seen = new Map<string, number>()
  return [...page.replaceAll(/^```.*\n[^]*?\n```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(
    ([, text = '']) => {
      const plain = text
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .toLowerCase()
      const anchor = plain.replaceAll(/\s/g, '-')
      const count = seen.get(anchor) ?? 0
      seen.set(anchor, count + 1)
      return count === 0 ? anchor : `${anchor}-${count}`
    },
  )
}

describe('README.md', () => {
  test('has at most 14 KB', () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(14 * 1024)
  })

  test('has the inputs and outputs of action.yml', async () => {
    const { inputs, outputs } = await readAction()
    const names = (heading: string) =>
      tableBelow(readme, heading).map(([name]) => codeIn(name).join())
    expect(names('Inputs')).toEqual(Object.keys(inputs))
    expect(names('Outputs')).toEqual(Object.keys(outputs))
    const defaults = tableBelow(readme, 'Inputs').map(([, fallback]) => codeIn(fallback)[0])
    expect(defaults).toEqual(Object.values(inputs).map((input) => input.default))
  })

  test('and the examples are as `npm run readme` writes them', async () => {
    const stale = (await derived()).filter(({ text, fresh }) => text !== fresh)
    expect(stale.map(({ path }) => path)).toEqual([])
  })

  test('leads with eight lines that are those of examples/image.yml', async () => {
    const [lines = ''] = yamlIn(readme)
    expect(lines.split('\n')).toHaveLength(8)
    const [step] = parse(lines) as readonly WorkflowStep[]
    expect([step]).toEqual(await stepsOfAction(join(root, 'examples/image.yml')))
  })

  test('reads in the order in which people ask', () => {
    const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual([
      'Secrets and permissions',
      'Common tasks',
      'Inputs',
      'Outputs',
      'When something fails',
      'Questions',
      'Versions',
      'Try it without an account',
      'More',
    ])
    const contents = /^\*\*Contents:\*\* (.*)$/m.exec(readme)?.[1] ?? ''
    expect([...contents.matchAll(/\[(.+?)\]/g)].map(([, heading]) => heading)).toEqual(headings)
  })

  test('links every example and every page of docs', () => {
    for (const path of [...examples, ...pages.filter((page) => page.startsWith('docs/'))]) {
      expect(readme).toContain(`(${path})`)
    }
  })

  test('names the two commands', () => {
    expect(readme).toContain('\nnpm ci && npm run demo\n')
    expect(readme).toContain('\nnpm ci && npm test\n')
  })

  test('has the errors that people meet most, each a part of one in docs/errors.md', async () => {
    const headings = (await read('docs/errors.md')).replaceAll('\\|', '|')
    const messages = tableBelow(readme, 'When something fails').map(([cell]) => codeIn(cell))
    expect(messages).toHaveLength(8)
    for (const [message = '', ...others] of messages) {
      expect(others).toEqual([])
      expect(headings).toContain(message)
    }
  })
})

describe('docs/manifest.md', () => {
  test('has every key of manifest.schema.json', async () => {
    const schema = JSON.parse(await read('manifest.schema.json')) as Schema
    const generation = Object.keys(schema.properties.generations.items.properties)
    const keys = tableBelow(await read('docs/manifest.md'), 'Keys').map(([name]) =>
      codeIn(name).join(),
    )
    expect(keys.toSorted()).toEqual([...generation, 'defaults'].toSorted())
  })

  test('has every function of the language', async () => {
    const line = /^Functions: (.*)\.$/m.exec(await read('docs/manifest.md'))?.[1] ?? ''
    const told = [...line.matchAll(/`(\w+)`/g)].map(([, name = '']) => name.toLowerCase())
    expect(told.toSorted()).toEqual(Object.keys(wellKnownFunctions).toSorted())
  })
})

test('manifests in the documents and examples fit manifest.schema.json, and a misspelt key does not', async () => {
  const schema = JSON.parse(await read('manifest.schema.json')) as Schema
  const fits = new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(schema)
  const texts = await Promise.all([...pages, ...(await exampleManifests())].map(read))
  const manifests = texts
    .flatMap((text) => (text.includes('\n```') ? yamlIn(text) : [text]))
    .filter((text) => /^generations:/m.test(text))
  expect(manifests.length).toBeGreaterThan(4)
  await checkRows(manifests, (text) => {
    expect({ fits: fits(parse(text)), errors: fits.errors }).toMatchObject({ fits: true })
  })
  expect(fits({ generations: [{ modle: 'nano-banana-2' }] })).toBe(false)
})

describe.each(pages)('%s', (path) => {
  test('has YAML that can be read, and steps with inputs of action.yml only', async () => {
    const { inputs } = await readAction()
    for (const text of yamlIn(await read(path))) {
      const document = parseDocument(text)
      expect([...document.errors, ...document.warnings]).toEqual([])
      for (const step of stepsIn(document.toJS())) {
        expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})))
      }
    }
  })

  test('links files and headings that exist', async () => {
    const links = linksIn(await read(path)).filter((link) => !/^https?:/.test(link))
    for (const link of links.filter((each) => !each.startsWith('../../'))) {
      const [, file = '', anchor] = /^([^#]*)(?:#(.*))?$/.exec(link) ?? []
      const target = file === '' ? path : join(dirname(path), file)
      await expect(stat(join(root, target))).resolves.toBeDefined()
      if (anchor !== undefined) expect(anchorsIn(await read(target))).toContain(anchor)
    }
  })
})

/** Beside reading the repository. */
const needed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'examples/commit-files.yml': { contents: 'write', 'pull-requests': 'write' },
  'examples/gallery.yml': { pages: 'write', 'id-token': 'write' },
  'examples/pull-request.yml': { 'pull-requests': 'write' },
  'examples/release-draft.yml': { contents: 'write' },
  'examples/release.yml': { contents: 'write' },
}

describe.each(examples)('%s', (path) => {
  test('uses the action, and only inputs that it declares', async () => {
    const { inputs } = await readAction()
    const steps = await stepsOfAction(join(root, path))
    expect(steps).not.toEqual([])
    for (const step of steps) {
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})))
    }
  })

  test('keeps what was made also when a step failed or was cancelled', async () => {
    const { jobs } = await readWorkflow(join(root, path), path)
    const uploads = Object.values(jobs)
      .flatMap(({ steps = [] }) => steps)
      .filter(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'))
    for (const { if: condition, with: inputs } of uploads) {
      expect(condition).toMatch(/^always\(\)/)
      // Where nothing was made, that is no second problem.
      if (condition === 'always()') expect(inputs?.['if-no-files-found']).toBe('ignore')
    }
  })

  test('asks for no permission that it does not need', async () => {
    const { permissions } = parse(await read(path)) as { permissions: unknown }
    expect(permissions).toEqual({ contents: 'read', ...needed[path] })
  })
})

/** The files of tests that a document calls so: `reuse/ledger` is also `reuse/ledger.slow.test.ts`. */
function filesOf(name: string): readonly string[] {
  return ['', '.slow', '.measure', '.nightly']
    .map((part) => `${name}${part}.test.ts`)
    .filter((file) => tests.includes(file))
}

describe('docs/threat-model.md', () => {
  test('has a test that there is in each row', async () => {
    const text = await read('docs/threat-model.md')
    const rows = text.split('\n').filter((line) => /^\| (?!Who|---)/.test(line))
    expect(rows.length).toBeGreaterThan(20)
    const topics = await read('__tests__/fuzz/all.ts')
    await checkRows(rows, async (row) => {
      const shown = row.split(' | ').at(-1) ?? ''
      const parts = shown.replace(/ \|$/, '').split('; ')
      const named = parts.filter((part) => !part.includes(']('))
      expect(named).not.toEqual([])
      for (const part of named) {
        const [, name = '', title] = /^`([\w/-]+)`(?:: (.+))?$/.exec(part) ?? []
        const files = filesOf(name)
        expect([part, files.length > 0]).toEqual([part, true])
        const texts = await Promise.all(files.map(async (file) => read(`__tests__/${file}`)))
        const wanted = name === 'fuzz' ? (title ?? '').split(', ') : [title ?? '']
        for (const each of wanted) {
          expect(name === 'fuzz' ? topics : texts.join()).toContain(each)
        }
      }
    })
  })
})
