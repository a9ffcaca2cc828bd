import { writeFile } from 'node:fs/promises'
import { lightJob } from '../support/attempts.ts'
import { kite, tinyPng } from '../support/reading.ts'
import { checkRows } from '../support/rows.ts'
import { startJob, type Transcript } from '../support/scenario.ts'

/** What is said of inline params, as `line:column severity message`. */
function said({ annotations }: Transcript): readonly string[] {
  return annotations.map(({ severity, message }) => `${severity} ${message}`)
}

/** Quoted as the advice of a message says, params have the value that was meant. */
const cut: readonly (readonly [string, string, string])[] = [
  [
    'prompt: Poster for Fix crash when #42 is open',
    'only "Poster for Fix crash when" is left',
    'Poster for Fix crash when #42 is open',
  ],
  ['prompt: &co and others', '`&co` is an anchor in YAML', '&co and others'],
  ['prompt: #ff0000', 'nothing is left', '#ff0000'],
  ["prompt: it's 5\t#1", 'only "it\'s 5" is left', "it's 5\t#1"],
]

test.concurrent.each(cut)(
  'text that YAML cuts is an error, and its advice works: %s',
  async (params, part, meant) => {
    await using job = await lightJob({ seconds: 0.2 })
    const refused = await job.run({ with: { ...kite, params } })
    expect(refused.exitCode).toBe(1)
    expect(job.simulator.counts('create')).toBe(0)
    const [first] = said(refused)
    expect(first).toContain(part)
    expect(refused.annotations.filter(({ severity }) => severity === 'error')).toHaveLength(1)
    const [, advice = ''] = /Quote it: (".*")\. (If|Nothing)/.exec(first ?? '') ?? []
    expect(JSON.parse(advice)).toBe(meant)
    const fixed = await job.run({ with: { ...kite, params: `prompt: ${advice}` } })
    expect(fixed.errors).toEqual([])
    expect(fixed.annotations).toEqual([])
    expect(job.simulator.tasks[0]?.params).toEqual({ prompt: meant })
  },
)

/** What YAML reads otherwise than it is written, and as what. */
const respelled: readonly (readonly [string, string])[] = [
  ['3.10', '3.1'],
  ['001100', '1100'],
  ['1e3', '1000'],
  ['0x1F', '31'],
  ['0o17', '15'],
  ['.50', '0.5'],
  ['+12', '12'],
  ['True', 'true'],
  ['Null', 'null'],
  ['42 #1 is open', '42'],
  ['true #42', 'true'],
  ['&co 1984', '1984'],
]

test.concurrent(
  'a number, boolean or null where text is wanted is shown as written, and its advice works',
  async () => {
    await using job = await lightJob({ seconds: 0.2 })
    await checkRows(respelled, async ([source, value]) => {
      const refused = await job.run({ with: { ...kite, params: `prompt: ${source}` } })
      expect(refused.errors).toEqual([
        `params, line 1, column 1: \`prompt\` is ${source}, which YAML reads as ${value}, and nano-banana-2 takes text. Quote it: "${source}". Nothing was created.`,
      ])
    })
    expect(job.simulator.counts('create')).toBe(0)
    await checkRows(respelled, async ([source]) => {
      const fixed = await job.run({ with: { ...kite, params: `prompt: "${source}"` } })
      expect(fixed.errors).toEqual([])
    })
    const sent = job.simulator.tasks.map(({ params }) => params['prompt'])
    expect(sent.toSorted()).toEqual(respelled.map(([source]) => source).toSorted())
  },
)

test.concurrent('text that only looks like something else is sent as written', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const texts = ['yes', 'off', '2026-11-26', '2026-11-26T10:00:00Z', '12:30', '1_000', '1.2.3']
  await checkRows(texts, async (text) => {
    const transcript = await job.run({ with: { ...kite, params: `prompt: ${text}` } })
    expect(transcript.errors).toEqual([])
  })
  const sent = job.simulator.tasks.map(({ params }) => params['prompt'])
  expect(sent.toSorted()).toEqual(texts.toSorted())
})

test.concurrent('a list of texts gets the spelling that is in it', async () => {
  const property = { anyOf: [{ enum: ['3.10', '3.9'] }, { type: 'string', minLength: 6 }] }
  await using job = await startJob({
    catalog: [
      {
        model_name: 'versions',
        generation_type: 'text_to_image',
        credits: 1,
        input_params_schema: { properties: { version: { enum: ['3.10', '3.9'] }, code: property } },
      },
    ],
  })
  const params = 'version: 3.10\ncode: 0011002'
  const { errors } = await job.run({ with: { ...kite, model: 'versions', params } })
  expect(errors).toEqual([
    'params, line 1, column 1: `version` is 3.10, which YAML reads as 3.1, and versions takes "3.10" or "3.9". Quote it: "3.10".',
    expect.stringMatching(
      /line 2, .*`code` is 0011002, which YAML reads as 11002, .* Quote it: "0011002"\.$/,
    ),
    '2 problems in `params`. Nothing was created.',
  ])
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('a number is told where the model would take the text as well', async () => {
  const code = { anyOf: [{ type: 'integer' }, { type: 'string' }] }
  await using job = await startJob({
    catalog: [
      {
        model_name: 'codes',
        generation_type: 'text_to_image',
        credits: 1,
        input_params_schema: { properties: { code, free: {}, seed: { type: 'integer' } } },
      },
    ],
  })
  const params = 'code: 001100\nfree: 1.50\nseed: 007'
  const transcript = await job.run({
    with: { ...kite, model: 'codes', params, 'dry-run': 'true' },
  })
  expect(transcript.errors).toEqual([])
  expect(transcript.warnings).toEqual([
    'params, line 1, column 1: `code` is 001100, which is sent as the number 1100. If it is text, put it in quotes: "001100".',
    expect.stringMatching(/`free` is 1\.50, which is sent as the number 1\.5\./),
  ])
})

test.concurrent('a manifest shows the number of a name as written', async () => {
  await using job = await lightJob()
  await job.write('m.yml', 'generations:\n  - { model: nano-banana-2, name: 007 }')
  const { errors } = await job.run({ with: { manifest: 'm.yml' } })
  expect(errors[0]).toMatch(/name` is 007, which YAML reads as 7, .*Quote it: "007"\.$/)
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent.each([
  ['a comment', 'prompt: A red kite # for the poster', 'A red kite'],
  ['an anchor with an alias', 'prompt: &p A kite #1\nnegative_prompt: *p', undefined],
  ['a `#` without a space', 'prompt: C#sharp', 'C#sharp'],
  ['a quoted text', 'prompt: "A kite #1" # first', 'A kite #1'],
  ['a block of text', 'prompt: |-\n  A kite #1', 'A kite #1'],
])('no false alarm: %s', async (_, params, prompt) => {
  await using job = await startJob({ seconds: 0.2 })
  job.simulator.script({ assets: [tinyPng] })
  const { annotations } = await job.run({ with: { ...kite, params, 'dry-run': 'true' } })
  const errors = annotations.filter(({ severity }) => severity === 'error')
  if (prompt !== undefined) expect(annotations).toEqual([])
  else expect(errors).not.toEqual([])
})

test.concurrent('one word before a `#` is a warning: it may be a comment', async () => {
  await using job = await lightJob({ seconds: 0.2 })
  const params = 'prompt: A red kite\naspect_ratio: 1:1 #square'
  const transcript = await job.run({ with: { ...kite, params } })
  expect(transcript.errors).toEqual([])
  expect(transcript.warnings).toEqual([
    expect.stringMatching(/only "1:1" is left\. Quote it: "1:1 #square"\. If it is a comment/),
  ])
  expect(job.simulator.tasks[0]?.params).toMatchObject({ aspect_ratio: '1:1' })
})

const pasted: readonly (readonly [string, string, RegExp])[] = [
  ['a no-break space after the colon', 'prompt:\u00a0A red kite', /1:1.*no-break space/],
  ['one in a later line', 'num_images: 1\nprompt:\u00a0A red kite', /2:1.*no-break space/],
  ['a full-width colon', 'num_images: 1\nprompt\uff1aA red kite', /2:1.*full-width colon/],
  ['only a full-width colon', 'prompt\uff1aA red kite', /1:1.*full-width colon/],
  ['JSON in a code fence', '```json\n{"prompt": "A red kite"}\n```', /1:1.*code fence/],
]

test.concurrent.each(pasted)('what is pasted is named: %s', async (_, params, expected) => {
  await using job = await lightJob()
  await job.write('params.yml', params)
  const transcript = await job.run({ with: { model: kite.model, 'params-file': 'params.yml' } })
  const [first, ...more] = transcript.annotations
  expect(`${first?.line ?? ''}:${first?.col ?? ''} ${first?.message ?? ''}`).toMatch(expected)
  expect(more).toHaveLength(1)
  expect(job.simulator.counts('create')).toBe(0)
})

test.concurrent('a file that cannot be read as YAML is not quoted anywhere', async () => {
  await using job = await lightJob()
  const secret = 'AUTHORIZATION: basic c2VjcmV0LXRva2Vu'
  const texts = [
    `[http]\n\textraheader = ${secret}\n`,
    `just ${secret.replace(':', '')}\n`,
    `a: !${secret}\nb: "c2VjcmV0LXRva2Vu\n`,
    `a: "\\c2VjcmV0LXRva2Vu"\n`,
    `{a: [c2VjcmV0LXRva2Vu, {c2VjcmV0LXRva2Vu\n`,
    '--- c2VjcmV0LXRva2Vu\n--- c2VjcmV0LXRva2Vu\n',
  ]
  for (const text of texts) {
    await writeFile(`${job.workspace}/params.yml`, text)
    const { log, summary, outputs, exitCode } = await job.run({
      with: { model: kite.model, 'params-file': 'params.yml' },
    })
    expect(exitCode).toBe(1)
    expect(log + summary + JSON.stringify(outputs)).not.toMatch(/c2VjcmV0|extraheader|basic/)
  }
})
