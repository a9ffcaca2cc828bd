import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ajv, type ValidateFunction } from 'ajv'
import { startJob } from './support/scenario.ts'

// A second opinion on the simulator: its answers beside what is written of the API, so that it cannot drift from that.

const described = JSON.parse(
  await readFile(join(import.meta.dirname, 'support', 'creatify-api.json'), 'utf8'),
) as object
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false })
const { default: addFormats } = await import('ajv-formats')
addFormats(ajv)
ajv.addSchema({ $id: 'api', ...described })

function shape(name: string): ValidateFunction {
  return ajv.compile({ $ref: `api#/definitions/${name}` })
}

function listOf(name: string): ValidateFunction {
  return ajv.compile({ type: 'array', items: { $ref: `api#/definitions/${name}` } })
}

function expectShape(value: unknown, fits: ValidateFunction): void {
  expect({ value, fits: fits(value), errors: fits.errors }).toMatchObject({ fits: true })
}

interface Task {
  readonly id: string
  readonly status: string
}

test.concurrent.each([
  ['as seen live', 'seenTask', {}],
  ['as documented', 'documentedTask', { assetsAs: 'json-string', creditsAs: 'string' }],
] as const)('answers are %s', async (_, task, assumptions) => {
  await using job = await startJob({ seconds: 0.2, assumptions })
  const { simulator } = job
  const headers = { 'X-API-ID': simulator.apiId, 'X-API-KEY': simulator.apiKey }
  const ask = async (
    path: string,
    body?: unknown,
    credentials: Record<string, string> = headers,
  ) => {
    const answer = await fetch(`${simulator.apiUrl}/api/${path}`, {
      headers: { 'Content-Type': 'application/json', ...credentials },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }

  const models = await ask('asset_generator/schemas/')
  expectShape(models.body, listOf('model'))
  expect((models.body as readonly unknown[]).length).toBeGreaterThan(11)
  const filtered = await ask('asset_generator/schemas/?model_name=nano-banana-2,nowhere')
  expect((filtered.body as readonly unknown[]).length).toBe(1)
  expectShape((await ask('remaining_credits/')).body, shape('credits'))

  simulator.script({}, { end: 'failed', failedReason: 'Content policy' })
  const input_params = { prompt: 'A red kite', num_images: 2 }
  const webhook_url = 'https://example.com/hook'
  const created = await ask('asset_generator/', {
    model_name: 'nano-banana-2',
    input_params,
    webhook_url,
  })
  const bad = await ask('asset_generator/', { model_name: 'nano-banana-2', input_params })
  expect([created.status, bad.status]).toEqual([201, 201])
  for (const { body } of [created, bad]) expectShape(body, shape(task))
  expect(created.body).toMatchObject({ input_params, webhook_url })
  await sleep(500)
  const ids = [created, bad].map(({ body }) => (body as Task).id)
  const ends = await Promise.all(ids.map(async (id) => ask(`asset_generator/${id}/`)))
  expect(ends.map(({ body }) => (body as Task).status)).toEqual(['done', 'failed'])
  const batch = await ask(`asset_generator/?ids=${ids.join()}`)
  const all = await ask('asset_generator/')
  for (const { body } of ends) expectShape(body, shape(task))
  for (const { body } of [batch, all]) expectShape(body, listOf(task))
  expect((batch.body as readonly Task[]).map(({ id }) => id).toSorted()).toEqual(ids.toSorted())

  const refused: readonly [number, string, Awaited<ReturnType<typeof ask>>][] = [
    [401, 'detail', await ask('remaining_credits/', undefined, {})],
    [400, 'sentences', await ask('asset_generator/', { model_name: 'nowhere', input_params })],
    [
      400,
      'fields',
      await ask('asset_generator/', { model_name: 'nano-banana-2', input_params: {} }),
    ],
    [404, 'detail', await ask('asset_generator/00000000-0000-4000-8000-000000000000/')],
  ]
  for (const [status, name, answer] of refused) {
    expect(answer.status).toBe(status)
    expectShape(answer.body, shape(name))
  }
  expect(refused[0]?.[2].body).toEqual({ detail: 'Authentication credentials were not provided.' })
  expect(refused[1]?.[2].body).toEqual(['AI model not found'])
})

test('a task that has another shape is found', () => {
  const fits = shape('seenTask')
  expect(fits({ id: 'one', status: 'running', assets: 'https://example.com/a.png' })).toBe(false)
})
