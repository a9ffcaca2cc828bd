import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { parse } from 'yaml'
import type { CatalogModel, Fault } from '../../simulator/simulator.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { startJob, type Job, type Transcript } from '../support/scenario.ts'
import { inherited, json, mapping, passable, text, url } from './hostile.ts'
import { claim, property, type Property } from './property.ts'
import { header, wildTask } from './wire.ts'
import { yaml } from './written.ts'

/** Commands of ours. */
const commands = /^::(add-mask|group|endgroup|debug|error|warning|notice)( [^:]*)?::/

/** What holds of every step, beside the promises that every run of a scenario keeps. */
async function isHarmless(job: Job, { log, files, ms }: Transcript): Promise<void> {
  for (const line of log.split(/\r\n|[\n\r\u0085\u2028\u2029]/)) {
    claim(!line.trimStart().startsWith('::') || commands.test(line), 'a command', line)
    claim(!/^::(error|warning|notice)[^:]*::pwned/.test(line), 'a command from outside', line)
    claim(!line.includes('##['), 'a command', line)
  }
  claim(ms < bound, 'took long', ms)
  const outside = (await readdir(dirname(job.workspace))).filter(
    (each) => !/^(workspace|temp|step-\d+)$/.test(each),
  )
  claim(outside.length === 0, 'files outside', outside)
  const strange = (await readdir(job.temp)).filter((each) => !each.startsWith('creatify-'))
  claim(strange.length === 0, 'files of others in the temp folder', strange)
  const wild = files.filter(
    (each) =>
      !each
        .split('/')
        .at(-1)
        ?.match(/^[A-Za-z0-9_-][A-Za-z0-9._-]*\.[a-z0-9]+$/),
  )
  claim(wild.length === 0, 'strange files', wild)
}

const quick = { ...kite, timeout: '2s' }
/** A catalog that is no JSON is asked for again for a minute. */
const bound = 90_000

const model = (schema: Record<string, unknown>): CatalogModel => ({
  model_name: 'm',
  generation_type: 'text_to_image',
  credits: 1,
  input_params_schema: schema,
})

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    route: fc.constantFrom('schemas', 'credits', 'create', 'task', 'list'),
    status: fc.constantFrom(200, 200, 200, 201, 400, 402, 403, 404, 422),
    body: fc.oneof(wildTask, fc.array(wildTask, { maxLength: 2 }), json).map((each) => each ?? {}),
    times: fc.constantFrom(1, 3, 100),
  }),
  fc.record({
    route: fc.constantFrom('schemas', 'credits', 'task'),
    status: fc.constantFrom(429, 503),
    headers: mapping(
      fc.constantFrom('Retry-After', 'Date', 'Location'),
      header.filter((each) => !/^\d{2,}/.test(each)),
    ),
    times: fc.constant(1),
  }),
  fc.record({
    route: fc.constant('asset'),
    headers: mapping(
      fc.constantFrom('Content-Disposition', 'Content-Type', 'Content-Encoding-X', 'Location'),
      header,
    ),
    times: fc.constant(1),
    status: fc.constant(200),
    body: fc.constantFrom(
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'GIF89a',
      '<html>',
      '::error::pwned',
      '\u0000',
    ),
  }),
)

const schema = fc.record({
  required: fc.uniqueArray(fc.constantFrom('prompt', ...inherited), { maxLength: 2 }),
  properties: mapping(
    fc.constantFrom('prompt', 'a', ...inherited),
    fc.oneof(
      fc.record({ type: fc.constantFrom('string', 'integer', 'boolean') }),
      fc.record({ type: fc.constant('string'), pattern: fc.constant('^(a+)+$') }),
      fc.record({
        enum: fc.array(fc.oneof(text, fc.constantFrom(5, null)), { minLength: 1, maxLength: 3 }),
      }),
    ),
  ),
  additionalProperties: fc.boolean(),
})

const evil = `${'a'.repeat(60)}!`

/** The bundle itself, as the runner runs it. */
export const steps: readonly Property[] = [
  property('a step survives whatever the API answers', {
    cases: { full: 60, short: 2 },
    bound,
    of: fc.array(fault, { minLength: 1, maxLength: 3 }),
    async holds(faults) {
      await using job = await startJob({ seconds: 0.1 })
      job.simulator.script({ assets: [tinyPng] })
      job.simulator.fault(...faults)
      await isHarmless(job, await job.run({ with: quick }))
    },
  }),

  property('a step survives whatever a task brings', {
    cases: { full: 40, short: 1 },
    bound,
    of: fc.record({
      end: fc.constantFrom('done', 'failed'),
      failedReason: text,
      statuses: fc.array(
        text.filter((each) => !/^(done|failed)$/i.test(each)),
        { minLength: 1, maxLength: 2 },
      ),
      assets: fc.array(
        fc.record(
          { url: url.filter((each) => !/^https?:\/\/[^/]/i.test(each)) },
          { requiredKeys: [] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    async holds(script) {
      await using job = await startJob({ seconds: 0.3 })
      const assets = script.assets.map((each) => ({ ...tinyPng, ...each }))
      job.simulator.script({ ...script, assets })
      await isHarmless(job, await job.run({ with: { ...quick, gallery: 'true' } }))
    },
  }),

  property('a step survives whatever its inputs say, and stays in its folder', {
    cases: { full: 60, short: 2 },
    bound,
    of: fc.record(
      {
        params: yaml.map((each) => each.replaceAll('\0', '').toWellFormed()),
        name: passable,
        'output-dir': fc.oneof(
          fc.constantFrom('../out', '/tmp/creatify-out', 'a/../../b', '.', 'a/b', 'CON'),
          passable,
        ),
        model: fc.oneof(fc.constant(kite.model), passable),
        key: passable,
        timeout: fc.oneof(fc.constant('2s'), passable),
        concurrency: fc.constantFrom('1', '0', '-1', '1e9', ''),
      },
      { requiredKeys: ['params'] },
    ),
    async holds(given) {
      await using job = await startJob({ seconds: 0.1 })
      job.simulator.script({ assets: [tinyPng] })
      const { timeout = '2s', ...rest } = given
      const transcript = await job.run({
        with: { ...quick, ...rest, timeout: timeout === '' ? '2s' : timeout },
      })
      await isHarmless(job, transcript)
      claim(job.simulator.counts('create') <= 1, 'created twice')
    },
  }),

  property('a step creates nothing that the schema refuses', {
    cases: { full: 60, short: 2 },
    bound,
    of: fc.tuple(
      schema,
      mapping(
        fc.constantFrom('prompt', 'a', ...inherited),
        fc.oneof(fc.constantFrom('a', 5, true, evil), json),
      ),
    ),
    async holds([given, params]) {
      await using job = await startJob({ seconds: 0.1, catalog: [model(given)] })
      job.simulator.script({ assets: [tinyPng] })
      const written = JSON.stringify(params).toWellFormed()
      const transcript = await job.run({ with: { ...quick, model: 'm', params: written } })
      await isHarmless(job, transcript)
      const slow = written.includes(evil)
      const assumed = { ...given, additionalProperties: true }
      const valid = slow || new Ajv2020({ strict: false }).validate(assumed, parse(written))
      claim(valid || job.simulator.counts('create') === 0, 'created anyway', given, written)
    },
  }),

  property('a manifest creates nothing that the schema refuses, in any shard', {
    cases: { full: 30, short: 1 },
    bound,
    of: fc.record({
      values: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }),
      prompt: fc.constantFrom(
        '${{ nope }}',
        '${{ matrix.y }}',
        '${{ fromJSON(matrix.x) }}',
        '${{ 5 }}',
        'fine',
      ),
      where: fc.constantFrom('defaults', 'own'),
      shard: fc.constantFrom('1/1', '1/2', '2/2', '3/3'),
    }),
    async holds({ values, prompt, where, shard }) {
      await using job = await startJob({ seconds: 0.1 })
      job.simulator.script(...values.map(() => ({ assets: [tinyPng] })))
      const params = { prompt, mood: '${{ matrix.x }}' }
      const written = {
        defaults: { model: kite.model, ...(where === 'defaults' && { params }) },
        generations: [{ matrix: { x: values }, ...(where === 'own' && { params }) }],
      }
      await job.write('creatify.yml', JSON.stringify(written))
      const { 'poll-interval': interval, timeout } = quick
      await isHarmless(
        job,
        await job.run({
          with: { manifest: 'creatify.yml', shard, 'poll-interval': interval, timeout },
        }),
      )
      if (prompt !== 'fine') claim(job.simulator.counts('create') === 0, 'created anyway', prompt)
    },
  }),
]
