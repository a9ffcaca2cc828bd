import fc from 'fast-check'
import type { Asset, Result } from '../../src/assets/save.ts'
import { fileName } from '../../src/base/filename.ts'
import type { Report } from '../../src/report/report.ts'
import { mapping, json, record, text, url } from './hostile.ts'

/** Text that a runner's file gives back as it was. */
const wellFormed = text.map((each) => each.toWellFormed())
const name = wellFormed
const amount = fc.constantFrom(0, 1, 0.5, 1e21, 5e-324, 12)

const asset = fc
  .record({
    type: fc.oneof(fc.constantFrom('image', 'video', 'audio'), wellFormed),
    url: url.map((each) => each.toWellFormed()),
    thumbnail_url: fc.option(url),
    stem: fc.option(text),
    bytes: fc.constantFrom(0, 1000, 2e7),
  })
  .map(({ stem, bytes, ...told }): Asset => {
    if (stem === null) return { ...told, path: null, bytes: null, sha256: null, media_type: null }
    const path = `creatify-assets/${fileName(stem)}.png`
    return { ...told, path, bytes, sha256: 'e3b0c442', media_type: 'image/png' }
  })

const status = fc.constantFrom('done', 'failed', 'unfinished', 'skipped', 'submitted')

const result: fc.Arbitrary<Result> = fc.record({
  name,
  model_name: wellFormed,
  input_params: record,
  status,
  task_id: fc.option(fc.stringMatching(/^[a-z0-9-]{4,40}$/)),
  reused: fc.boolean(),
  credits_used: amount,
  failed_reason: fc.option(text),
  seconds: fc.option(fc.constantFrom(0, 6.2, 59.9, 3600, 1e6)),
  assets: fc.array(asset, { maxLength: 3 }),
})

const finding = fc
  .record({
    severity: fc.constantFrom('error', 'warning'),
    message: text,
    generation: fc.option(text),
    place: fc.option(fc.record({ file: fc.option(text), line: fc.nat(), column: fc.nat() })),
  })
  .map(({ generation, place, ...told }) => {
    const { file = null, ...at } = place ?? {}
    return {
      ...told,
      ...(generation !== null && { generation }),
      ...(place && { place: { line: 1, column: 1, ...at, ...(file !== null && { file }) } }),
    }
  })

const schema = fc.record({
  properties: mapping(
    text,
    fc.oneof(json, fc.record({ default: json, enum: fc.array(json) }), fc.record({ type: text })),
  ),
  required: fc.array(text, { maxLength: 3 }),
})

const model = fc.record({
  model_name: text,
  generation_type: text,
  input_params_schema: fc.oneof(schema, record),
})

/** What a step may have to tell when everything that comes from outside is hostile. */
export const report: fc.Arbitrary<Report> = fc
  .record({
    status: fc.oneof(status, fc.constantFrom('validated')),
    failure: fc.option(text, { nil: undefined }),
    problem: fc.option(text, { nil: undefined }),
    note: fc.option(text, { nil: undefined }),
    results: fc.array(result, { maxLength: 4 }),
    valid: fc.array(
      fc.record({
        name,
        model: text,
        params: record,
        gaps: fc.array(fc.record({ property: fc.option(text, { nil: undefined }), why: text }), {
          maxLength: 2,
        }),
      }),
      { maxLength: 3 },
    ),
    findings: fc.array(finding, { maxLength: 4 }),
    balance: fc.option(amount, { nil: undefined }),
    budget: fc.option(
      fc.record({
        limit: amount,
        spent: amount,
        spentOn: fc.array(fc.tuple(text, amount), { maxLength: 3 }).map((all) => new Map(all)),
      }),
      { nil: undefined },
    ),
    estimate: fc.option(
      fc.record({
        toBuy: fc.nat(5000),
        paidFor: fc.nat(5000),
        credits: amount,
        inexact: fc.nat(5000),
      }),
      { nil: undefined },
    ),
    durable: fc.option(url),
  })
  .map(({ durable, ...told }) => {
    const paths = told.results.flatMap(({ assets }) => assets.flatMap(({ path }) => path ?? []))
    const released = new Map(durable === null ? [] : paths.map((path) => [path, durable]))
    return { ...told, released, models: undefined, commentUrl: undefined }
  })

/** What `list-models` may have to tell. */
export const catalog: fc.Arbitrary<Report> = fc.array(model, { maxLength: 4 }).map((models) => ({
  status: 'listed',
  failure: undefined,
  problem: undefined,
  note: undefined,
  results: [],
  valid: [],
  findings: [],
  models,
  balance: undefined,
  budget: undefined,
  estimate: undefined,
  released: new Map<string, string>(),
  commentUrl: undefined,
}))
