import type { TaskScript } from '../simulator/simulator.ts'

/** A step to be looked at. */
export interface Situation {
  /** Names its folder. */
  readonly slug: string
  readonly title: string
  readonly inputs: Readonly<Record<string, string>>
  /** The file `creatify.yml`. */
  readonly manifest?: string
  /** For the creates, in order. */
  readonly scripts?: readonly TaskScript[]
  /** What stood in `creatify.yml` when the step ran before, as an earlier attempt or for an earlier commit. */
  readonly earlier?: string
}

const prompts = [
  'A lighthouse above a sea of folded maps',
  'One huge sun over calm water, flat colours',
  'A teapot of clear glass on a linen cloth, soft shadow',
  'Screen print of layered mountains at first light',
  'A desk at night, a laptop lights up',
  'A paper kite over rooftops, long shadows',
  'A bakery window at six in the morning',
  'A backpack on a rock above the clouds',
]
const ratios = ['1:1', '16:9', '9:16', '4:5', '21:9', '3:4']

/** A manifest of so many pictures in all ratios. */
function pictures(count: number): string {
  const generations = Array.from({ length: count }, (_, i) => {
    const prompt = prompts[i % prompts.length] ?? ''
    const ratio = ratios[i % ratios.length] ?? ''
    return `  - name: picture-${i + 1}\n    params: { prompt: ${JSON.stringify(prompt)}, aspect_ratio: '${ratio}', output_format: webp }`
  })
  return `defaults: { model: nano-banana-2 }\ngenerations:\n${generations.join('\n')}\n`
}

const stills = `generations:
  - name: still
    model: nano-banana-2
    params: { prompt: A lighthouse above a sea of folded maps, num_images: 4, aspect_ratio: '4:5', output_format: webp }
`

const mixed = `generations:
  - name: hero
    model: nano-banana-2
    params: { prompt: A lighthouse above a sea of folded maps, aspect_ratio: '21:9', output_format: webp }
  - name: story
    model: nano-banana-2
    params: { prompt: One huge sun over calm water, aspect_ratio: '9:16', num_images: 2, output_format: webp }
  - name: poster
    model: nano-banana-2
    params: { prompt: Screen print of layered mountains, aspect_ratio: '4:5', output_format: webp }
  - name: teaser
    model: kling-video/v1.6/pro/image-to-video
    params: { prompt: Slow push in, image_url: 'https://example.com/still.png' }
  - name: chime
    model: example/text-to-audio
    params: { prompt: Three soft bells }
`

const scripts = `defaults: { model: nano-banana-2, params: { aspect_ratio: '4:3', output_format: webp } }
generations:
  - name: arabic
    params: { prompt: ملصق لمخبز صغير عند الفجر، ضوء دافئ، وعبارة «طازج كل صباح» بخط كبير، دون أي كلمات أخرى }
  - name: hebrew
    params: { prompt: כרזה למאפייה קטנה עם שחר, aspect_ratio: '1:1' }
  - name: japanese
    params: { prompt: 夜明けの小さなパン屋、暖かい光、平らな色 }
  - name: korean
    params: { prompt: 새벽의 작은 빵집 }
  - name: hindi
    params: { prompt: भोर में एक छोटी बेकरी }
  - name: greek-and-cyrillic
    params: { prompt: Ένα μικρό αρτοποιείο — маленькая пекарня на рассвете }
  - name: emoji-🥐
    params: { prompt: '🥐 A croissant, and nothing but a croissant 🥐' }
  - name: long
    params:
      prompt: >-
        ${Array.from({ length: 12 }, () => 'A lighthouse above a sea of folded maps, seen from far away through fog, with one window lit.').join(' ')}
  - name: one-word
    params: { prompt: ${'https://example.com/'.padEnd(400, 'averylongwordwithoutanybreak')} }
`

const typos = `defaults: { model: nano-banana-2 }
generations:
  - name: banner
    params: { promt: A paper kite over rooftops }
  - name: square
    params: { prompt: A paper kite, aspect_ratio: '1:2' }
  - name: many
    params: { prompt: A paper kite, num_images: 9 }
  - { name: clip, model: nano-bananna-2, params: { prompt: A paper kite } }
`

const manifest = { manifest: 'creatify.yml' }
const failing = (reason: string): TaskScript => ({ end: 'failed', failedReason: reason })

/** What summaries, comments and galleries have to stand. */
export const situations: readonly Situation[] = [
  { slug: 'one', title: 'One generation', inputs: manifest, manifest: pictures(1) },
  { slug: 'stills', title: 'Four candidates', inputs: manifest, manifest: stills },
  { slug: 'mixed', title: 'Mixed ratios, a video and a sound', inputs: manifest, manifest: mixed },
  {
    slug: 'sixty',
    title: '60 generations, four failed',
    inputs: { ...manifest, concurrency: '60' },
    manifest: pictures(60),
    scripts: sixty(),
  },
  {
    slug: 'two-hundred',
    title: '200 generations',
    inputs: { ...manifest, concurrency: '100' },
    manifest: pictures(200),
  },
  {
    slug: 'some-failed',
    title: 'Five generations, two failed',
    inputs: { ...manifest, concurrency: '1', 'max-credits': '20' },
    manifest: pictures(5),
    scripts: [
      {},
      failing('Content policy: the prompt was refused'),
      {},
      failing('Content policy: the prompt was refused'),
    ],
  },
  {
    slug: 'all-failed',
    title: 'All failed',
    inputs: manifest,
    manifest: pictures(5),
    scripts: Array.from({ length: 5 }, () => failing('The model is overloaded. Try again later')),
  },
  {
    slug: 'reused',
    title: 'All reused',
    inputs: { ...manifest, reuse: 'always' },
    manifest: pictures(5),
    earlier: pictures(5),
  },
  {
    slug: 'changed',
    title: 'One of three changed since the last push',
    inputs: { ...manifest, reuse: 'always' },
    manifest: pictures(3).replace('One huge sun', 'A crescent moon'),
    earlier: pictures(3),
  },
  { slug: 'scripts', title: 'Long and right-to-left prompts', inputs: manifest, manifest: scripts },
  { slug: 'findings', title: 'Findings', inputs: manifest, manifest: typos },
  {
    slug: 'dry-run',
    title: 'Dry run of 60',
    inputs: { ...manifest, 'dry-run': 'true' },
    manifest: pictures(60),
  },
  {
    slug: 'submitted',
    title: 'Submitted, not waited for',
    inputs: { ...manifest, wait: 'false' },
    manifest: pictures(5),
  },
  {
    slug: 'unfinished',
    title: 'Timed out',
    inputs: { ...manifest, timeout: '3s' },
    manifest: pictures(3),
    scripts: [{}, { seconds: 300 }],
  },
  { slug: 'list-models', title: 'list-models', inputs: { 'list-models': 'true' } },
]

function sixty(): readonly TaskScript[] {
  return Array.from({ length: 60 }, (_, i) => (i % 16 === 7 ? failing('Content policy') : {}))
}
