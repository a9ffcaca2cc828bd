import { writeFile } from 'node:fs/promises'
import { lightJob } from '../support/attempts.ts'
import { kite, tinyPng } from '../support/reading.ts'
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
