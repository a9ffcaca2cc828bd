import { spawn } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareStep, type RunFacts, type Wanted } from '../scripts/demo/step.ts'
import { readReference, readRepository, root } from '../scripts/project.ts'
import { node } from '../scripts/runner.ts'
import { checkRows } from './support/rows.ts'

const facts: RunFacts = {
  number: 1,
  attempt: 1,
  workspace: '/workspace',
  temp: '/temp',
  token: 'token',
  apiUrl: 'http://127.0.0.1:1',
  apiId: 'id',
  apiKey: 'key',
}

/** A file of its own for a workflow. `ACTION` stands for what `uses:` says. */
async function written(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'))
  const path = join(folder, 'art.yml')
  await writeFile(path, text.replaceAll('ACTION', await readReference()))
  return { path, [Symbol.asyncDispose]: async () => rm(folder, { recursive: true }) }
}

/** The step of a workflow, as a demo hands it over. */
async function prepared(text: string, given: Partial<Wanted> = {}) {
  await using file = await written(text)
  return await prepareStep({ path: file.path, env: {}, inputs: {}, ...given }, facts)
}

/** Why a step can not be tried, with the file as `FILE`. */
async function errorOf(text: string): Promise<string> {
  await using file = await written(text)
  const { path } = file
  return await prepareStep({ path, env: {}, inputs: {} }, facts).then(
    () => 'no error',
    (error: unknown) => String(error).replace('Error: ', '').replaceAll(path, 'FILE'),
  )
}

/** A workflow of one job with one step, which has a prompt. */
function workflow(prompt: string, { on = 'push', uses = 'ACTION', step = '', job = '' } = {}) {
  return `on: ${on}
jobs:
  art:
    runs-on: ubuntu-latest
${job}
    steps:
      - uses: ${uses}
${step}
        with:
          api-id: \${{ secrets.MY_ID }}
          api-key: \${{ secrets.MY_KEY }}
          model: nano-banana-2
          params: |
            prompt: ${prompt}
`
}

test('an expression that needs what is not there is named with its line, and what to do', async () => {
  const instead = 'Write a value in its place to try this step.'
  await checkRows(
    [
      ['${{ steps.a.outputs.b }}', 'steps.a.outputs.b', 'Only earlier steps give `steps.…`.'],
      ['${{ needs.a.outputs.b }}', 'needs.a.outputs.b', 'Only earlier jobs give `needs.…`.'],
      ['${{ vars.A }}', 'vars.A', 'Only the settings of a repository give `vars.…`.'],
      ['${{ job.status }}', 'job.status', 'Only a job on GitHub gives `job.…`.'],
      ["${{ hashFiles('a') }}", "hashFiles('a')", "Unrecognized function: 'hashFiles'"],
    ],
    async ([prompt, expression, reason]) => {
      const error = await errorOf(workflow(prompt))
      expect(error).toContain(`FILE:14: \`${expression}\`: ${reason}`)
      expect(error).toContain(instead)
    },
  )
})

test('what GitHub itself would know has a value', async () => {
  const prompt =
    '${{ env.A }} ${{ runner.os }} ${{ strategy.job-index }} ${{ matrix.size }} ${{ github.ref_name }} ${{ github.run_attempt }}'
  const job = '    env: { A: red }\n    strategy: { matrix: { size: [small, large], kind: [x] } }'
  expect(await prepared(workflow(prompt, { job }))).toMatchObject({
    inputs: { params: 'prompt: red Linux 0 small main 1\n' },
    env: { A: 'red' },
  })
})

test('`--env` takes the place of `env:`, also of one that an earlier step would give', async () => {
  const step = '        env: { A: "${{ steps.a.outputs.b }}" }'
  const text = workflow('${{ env.A }}', { step })
  expect(await prepared(text, { env: { A: 'blue' } })).toMatchObject({
    inputs: { params: 'prompt: blue\n' },
    env: { A: 'blue' },
  })
})

test('an expression without a value is named', async () => {
  const { empty } = await prepared(workflow("${{ env.WORDS }} ${{ env.MORE || 'more' }}"))
  expect(empty).toEqual(['env.WORDS'])
})

test('a name in `expose-env` without a value is asked for', async () => {
  const path = 'examples/translations.yml'
  await expect(prepareStep({ path, env: {}, inputs: {} }, facts)).rejects.toThrow(
    /^examples\/translations\.yml: `expose-env` names TEXTS, .* Add --env TEXTS=VALUE\.$/,
  )
  const { left } = await prepareStep({ path, env: { TEXTS: '{}' }, inputs: {} }, facts)
  expect(left).toEqual([expect.stringMatching(/^`echo "TEXTS=/)])
})

test('inputs of a start by hand: given, by default, or asked for', async () => {
  const path = 'examples/video-of-a-still.yml'
  await expect(prepareStep({ path, env: {}, inputs: {} }, facts)).rejects.toThrow(
    `${path} needs a value that people give. Add --input still=VALUE (URL of the picture).`,
  )
  await expect(prepareStep({ path, env: {}, inputs: { stil: 'x' } }, facts)).rejects.toThrow(
    `${path} has no input \`stil\`. It has \`still\`.`,
  )
  const still = 'https://example.com/still.png'
  const given = await prepareStep({ path, env: {}, inputs: { still } }, facts)
  expect(given.inputs['params']).toContain(`image_url: "${still}"`)
  const teaser = { path: 'examples/still-to-video.yml', env: {}, inputs: {} }
  expect((await prepareStep(teaser, facts)).env['MOOD']).toBe('golden morning light')
  const on = `
  push:
  workflow_dispatch:
    inputs:
      loud: { type: boolean, default: true }
      size: { type: choice, options: [small, large] }`
  const text = workflow("${{ inputs.loud && 'LOUD' }} ${{ inputs.size }}", { on })
  expect(await prepared(text, { inputs: { size: 'large' } })).toMatchObject({
    event: { name: 'workflow_dispatch' },
    inputs: { params: 'prompt: LOUD large\n' },
  })
})

test('the event has what the workflow starts on', async () => {
  const prompt = '${{ github.event_name }} ${{ github.ref_type }} ${{ github.ref_name }}'
  await checkRows(
    [
      ['push', 'push branch main'],
      ['[push, pull_request]', 'push branch main'],
      ['{ push: { tags: ["v*"] } }', 'push tag v2.0.0'],
      ['{ push: { tags: ["v*"], branches: [main] } }', 'push branch main'],
      ['{ release: { types: [published] } }', 'release tag v2.0.0'],
      ['pull_request', 'pull_request branch 7/merge'],
      ['{ schedule: [{ cron: "0 0 1 * *" }] }', 'schedule branch main'],
    ],
    async ([on, shown]) => {
      expect(await prepared(workflow(prompt, { on }))).toMatchObject({
        inputs: { params: `prompt: ${shown}\n` },
      })
    },
  )
})

test('the action is known by its repository at any version, and as `./`', async () => {
  const repository = await readRepository()
  for (const uses of ['./', `${repository}@main`, `${repository}@${'0'.repeat(40)}`]) {
    expect(await prepared(workflow('x', { uses }))).toMatchObject({
      inputs: { params: 'prompt: x\n' },
    })
  }
  expect(await errorOf(workflow('x', { uses: 'octo-org/other@v1' }))).toBe(
    `FILE has no step with \`uses: ${await readReference()}\` or \`uses: ./\`.`,
  )
})

test('a file that is no workflow is called by what it is', async () => {
  const path = 'examples/creatify/launch.yml'
  await expect(prepareStep({ path, env: {}, inputs: {} }, facts)).rejects.toThrow(
    `${path} is a manifest, not a workflow. Name the workflow that uses it.`,
  )
  await expect(prepareStep({ path: 'nope.yml', env: {}, inputs: {} }, facts)).rejects.toThrow(
    'There is no file nope.yml.',
  )
  expect(await errorOf('prompt: x')).toMatch(/^FILE is not a workflow: it has no `jobs:`\./)
  expect(await errorOf('a: [')).toMatch(/^FILE is not YAML: /)
})

/** What `npm run demo` prints with these arguments, and its exit code. */
async function demo(args: readonly string[], typed = '') {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'demo-')))
  const child = spawn(node, [join(root, 'scripts', 'demo.ts'), ...args], {
    env: { ...process.env, DEMO_FOLDER: join(folder, 'demo') },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text))
  child.stdin.end(typed)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  await rm(folder, { recursive: true })
  return { code, log }
}

test.concurrent('`--help` prints the usage, and a mistake names it', async () => {
  const help = await demo(['--help'])
  expect(help.log).toMatch(/^usage: npm run demo .*--env NAME=VALUE/s)
  expect(help.code).toBe(0)
  const { code, log } = await demo(['--env', 'A'])
  expect(code).toBe(1)
  expect(log).toContain('--env needs NAME=VALUE, not "A".')
  expect(log).toContain('`npm run demo -- --help` prints the usage.')
})

test.concurrent('a workflow for tags attaches its files, with the tag in the prompt', async () => {
  const { code, log } = await demo(['examples/release-draft.yml'])
  expect(log).toMatch(
    /Files of the release v2\.0\.0\n {2}release-1-1\.png .*\n {2}release-16-9\.png/,
  )
  expect(log).toContain('Launch poster for v2.0.0,')
  expect(code).toBe(0)
})

test.concurrent('a file of the repository is shown to Creatify', async () => {
  const edit = workflow('x\n            image_urls: [./pictures/lighthouse.jpg]')
  await using file = await written(edit.replace('nano-banana-2', 'flux-2-pro/edit'))
  const { code, log } = await demo([file.path])
  expect(log).toContain('/octo-org/octo-repo/4f1c9e07b3a25d86')
  expect(code).toBe(0)
})

test.concurrent('`--again` keeps what was bought: for a new run, and for a re-run', async () => {
  const { code, log } = await demo(['examples/reuse.yml', '--again'], '\nr\n')
  expect([...log.matchAll(/^Run (.*), attempt (.*); event: push to main\.$/gm)]).toHaveLength(3)
  expect(log).toContain('Run 2, attempt 2;')
  expect([...log.matchAll(/^ {2}credits-used: (.*)$/gm)].map(([, credits]) => credits)).toEqual([
    '1',
    '0',
    '0',
  ])
  expect(code).toBe(0)
})
