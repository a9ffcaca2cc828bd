import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { wellKnownFunctions } from '@actions/expressions'
import { Ajv } from 'ajv'
import { marked, type Token, type Tokens } from 'marked'
import { parse } from 'yaml'
import {
  exampleManifests,
  exampleWorkflows,
  readAction,
  root,
  stepsOfAction,
  type WorkflowStep,
} from '../scripts/project.ts'
import { derived } from '../scripts/readme.ts'

const read = async (path: string) => readFile(join(root, path), 'utf8')
const readme = await read('README.md')
const examples = await exampleWorkflows()
const tests = await readdir(join(root, '__tests__'), { recursive: true })
const rooms = (await readdir(join(root, 'src'), { recursive: true })).filter((name) =>
  name.endsWith('.ts'),
)

/** What a test reads of manifest.schema.json. */
interface Schema {
  readonly properties: {
    readonly generations: { readonly items: { readonly properties: Record<string, unknown> } }
  }
}

/** The table that follows a heading of README.md, as the text of its cells. */
function tableBelow(heading: string): readonly (readonly Tokens.TableCell[])[] {
  const tokens = marked.lexer(readme)
  const from = tokens.findIndex((token) => token.type === 'heading' && token['text'] === heading)
  const table = tokens.slice(from).find((token): token is Tokens.Table => token.type === 'table')
  if (from < 0 || !table) throw new Error(`README.md has no table below "${heading}"`)
  return table.rows
}

function codeIn(cell: Tokens.TableCell | undefined): readonly string[] {
  return (cell?.tokens ?? [])
    .filter((token: Token): token is Tokens.Codespan => token.type === 'codespan')
    .map(({ text }) => text)
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

describe('README.md', () => {
  test('has the inputs and outputs of action.yml', async () => {
    const { inputs, outputs } = await readAction()
    const names = (heading: string) => tableBelow(heading).map(([name]) => codeIn(name).join())
    expect(names('Inputs')).toEqual(Object.keys(inputs))
    expect(names('Outputs')).toEqual(Object.keys(outputs))
    const defaults = tableBelow('Inputs').map(([, fallback]) => codeIn(fallback)[0])
    expect(defaults).toEqual(Object.values(inputs).map((input) => input.default))
  })

  test('and the examples are as `npm run readme` writes them', async () => {
    const stale = (await derived()).filter(({ text, fresh }) => text !== fresh)
    expect(stale.map(({ path }) => path)).toEqual([])
  })

  test('leads with eight lines that are those of examples/image.yml', async () => {
    const lines = /^```yaml\n([^]*?)\n```$/m.exec(readme)?.[1] ?? ''
    expect(lines.split('\n')).toHaveLength(8)
    const [step] = parse(lines) as readonly WorkflowStep[]
    expect([step]).toEqual(await stepsOfAction(join(root, 'examples/image.yml')))
  })

  test('reads in the order in which people ask', () => {
    const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual([
      'What you pay for',
      'Permissions',
      'Recipes',
      'Inputs',
      'Outputs',
      'Manifest',
      'When something fails',
      'Security',
      'Running it locally',
      'Benchmark',
      'Contributing',
      'License',
    ])
  })

  test('shows steps that are those of examples', async () => {
    const steps = (
      await Promise.all(examples.map(async (path) => stepsOfAction(join(root, path))))
    ).flat()
    const shown = blocks.filter((text) => text.startsWith('- uses:'))
    expect(shown.length).toBeGreaterThan(5)
    for (const text of shown) {
      const [step] = parse(text) as readonly WorkflowStep[]
      expect(steps.map((each) => each.with)).toContainEqual(step?.with)
    }
  })

  test('links every example', () => {
    for (const path of examples) expect(readme).toContain(`(${path})`)
  })

  const blocks = [...readme.matchAll(/^```yaml\n([^]*?)\n```$/gm)].map(([, text = '']) => text)
  const manifests = blocks.filter((text) => /^generations:/m.test(text))

  test('has manifests that fit manifest.schema.json, and no key that the schema does not have', async () => {
    const schema = JSON.parse(await read('manifest.schema.json')) as Schema
    const fits = new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(schema)
    expect(manifests.length).toBeGreaterThan(2)
    for (const text of [
      ...manifests,
      ...(await Promise.all((await exampleManifests()).map(read))),
    ]) {
      expect({ text, fits: fits(parse(text)), errors: fits.errors }).toMatchObject({ fits: true })
    }
    expect(fits({ generations: [{ modle: 'nano-banana-2' }] })).toBe(false)
    const generation = Object.keys(schema.properties.generations.items.properties)
    const keys = tableBelow('Manifest').map(([name]) => codeIn(name).join())
    expect(keys.toSorted()).toEqual([...generation, 'defaults'].toSorted())
  })

  test('has every function of the language', () => {
    const line = /^Functions: (.*)\.$/m.exec(readme)?.[1] ?? ''
    const told = [...line.matchAll(/`(\w+)`/g)].map(([, name = '']) => name.toLowerCase())
    expect(told.toSorted()).toEqual(Object.keys(wellKnownFunctions).toSorted())
  })

  test('names the two commands', () => {
    expect(readme).toContain('\nnpm ci && npm run demo\n')
    expect(readme).toContain('\nnpm ci && npm test\n')
  })

  const symptoms = tableBelow('When something fails').map(([symptom]) => codeIn(symptom))

  test.each(symptoms)('quotes a sentence that exists: %s', async (...sentences) => {
    expect(sentences).toHaveLength(1)
    const parts = (sentences[0] ?? '').split('…').filter((part) => part.trim() !== '')
    const pattern = parts.map((part) => literally(part.trim())).join('.*')
    const sources = await Promise.all(rooms.map(async (room) => read(`src/${room}`)))
    const lines = sources.flatMap((source) => source.replaceAll('\\`', '`').split('\n'))
    expect(lines.filter((line) => new RegExp(pattern).test(line))).not.toEqual([])
  })

  test.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md'])(
    'links in %s lead to files that exist',
    async (path) => {
      const text = await read(path)
      const links = [...text.matchAll(/(?:\]\(|\bsrc(?:set)?=")(?!https:|\.\.\/)([^)#"]+)[)"]/g)]
      for (const [, link = ''] of links) await expect(stat(join(root, link))).resolves.toBeDefined()
    },
  )
})

/** Beside reading the repository. */
const needed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'examples/gallery.yml': { pages: 'write', 'id-token': 'write' },
  'examples/pull-request.yml': { 'pull-requests': 'write' },
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
  test('names tests that there are', async () => {
    const text = await read('docs/threat-model.md')
    const named = [...text.matchAll(/`([\w/-]+)`(?:: ([^;|`)]+))?/g)]
      .map(([, name = '', title]) => ({ name, title, files: filesOf(name) }))
      .filter(({ files }) => files.length > 0)
    expect(named.length).toBeGreaterThan(18)
    for (const { name, title, files } of named) {
      if (title === undefined || name === 'fuzz') continue
      const texts = await Promise.all(files.map(async (file) => read(`__tests__/${file}`)))
      expect(texts.join()).toContain(title.trim())
    }
  })
})
