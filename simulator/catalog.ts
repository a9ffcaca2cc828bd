/** What the simulator reads of a param's schema; other keywords are served as they are. */
export interface ParamSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly [keyword: string]: unknown
}

/** The schema of a model's `input_params`. */
export interface ParamsSchema {
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, ParamSchema>>
  readonly [keyword: string]: unknown
}

/** Credits per output: flat, or by the value of one param; or of the whole create, by all its params, defaults filled in. */
export type Price =
  | number
  | { readonly by: string; readonly table: Readonly<Record<string, number>> }
  | ((params: Readonly<Record<string, unknown>>) => number)

/** A model the simulated API offers; only its first three members are served. */
export interface CatalogModel {
  readonly model_name: string
  readonly generation_type: string
  readonly input_params_schema: ParamsSchema
  readonly credits: Price
}

const prompt: ParamSchema = {
  type: 'string',
  title: 'Prompt',
  description: 'What to make, in words.',
  minLength: 1,
  maxLength: 5000,
}
const imageUrl: ParamSchema = {
  type: 'string',
  title: 'Image Url',
  description: 'Public URL of the source image.',
  format: 'uri',
}
const imageUrls: ParamSchema = {
  type: 'array',
  title: 'Image Urls',
  description: 'Public URLs of the source images.',
  items: { type: 'string', format: 'uri' },
  minItems: 1,
}
const choice = (values: readonly string[], preset: string): ParamSchema => ({
  type: 'string',
  enum: values,
  default: preset,
})
const object = (
  required: readonly string[],
  properties: Readonly<Record<string, ParamSchema>>,
): ParamsSchema => ({ type: 'object', required, properties })

/**
 * A dozen models under their documented names, types and prices. Documented param by param:
 * nano-banana-2. Documented by an example: some param names of kling v1.6, flux-2-pro/edit,
 * veo3.1/fast, seedream v5 edit and wan2.7. All else in the schemas is assumed, as are the two
 * models named `example/`: the types text_to_audio and text_to_text are documented, no model of
 * them is. Of price tables only some rows are here, and of two-column ones the first column.
 */
export const catalog: readonly CatalogModel[] = [
  {
    model_name: 'nano-banana-2',
    generation_type: 'text_to_image',
    credits: 1,
    input_params_schema: object(['prompt'], {
      prompt: {
        type: 'string',
        minLength: 3,
        maxLength: 5000,
        description: 'The prompt for image editing.',
      },
      num_images: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
      resolution: choice(['0.5K', '1K', '2K', '4K'], '1K'),
      aspect_ratio: choice(
        ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16'],
        '9:16',
      ),
      output_format: choice(['jpeg', 'png', 'webp'], 'png'),
    }),
  },
  {
    model_name: 'flux-pro/kontext/text-to-image',
    generation_type: 'text_to_image',
    credits: 0.5,
    input_params_schema: object(['prompt'], {
      prompt,
      aspect_ratio: choice(['21:9', '16:9', '4:3', '1:1', '3:4', '9:16'], '1:1'),
      output_format: choice(['jpeg', 'png'], 'jpeg'),
      guidance_scale: { type: 'number', minimum: 1, maximum: 20, default: 3.5 },
      seed: { type: 'integer' },
    }),
  },
  {
    model_name: 'wan2.7-image/text-to-image',
    generation_type: 'text_to_image',
    credits: 0.5,
    input_params_schema: object(['prompt'], {
      prompt,
      negative_prompt: { type: 'string', maxLength: 500 },
      aspect_ratio: choice(['16:9', '4:3', '1:1', '3:4', '9:16'], '1:1'),
      num_images: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
      seed: { type: 'integer' },
    }),
  },
  {
    model_name: 'flux-2-pro/edit',
    generation_type: 'image_to_image',
    credits: 0.5,
    input_params_schema: object(['prompt', 'image_urls'], {
      prompt,
      image_urls: { ...imageUrls, maxItems: 9 },
      output_format: choice(['jpeg', 'png'], 'jpeg'),
      seed: { type: 'integer' },
    }),
  },
  {
    model_name: 'bytedance/seedream/v5/pro/edit',
    generation_type: 'image_to_image',
    credits: { by: 'resolution', table: { '1K': 1.5, '2K': 2 } },
    input_params_schema: object(['prompt', 'image_urls'], {
      prompt,
      image_urls: { ...imageUrls, maxItems: 10 },
      resolution: choice(['1K', '2K'], '1K'),
      aspect_ratio: choice(['16:9', '4:3', '1:1', '3:4', '9:16'], '1:1'),
    }),
  },
  {
    model_name: 'veo3.1/fast',
    generation_type: 'text_to_video',
    credits: { by: 'duration', table: { '4s': 6, '6s': 9, '8s': 12 } },
    input_params_schema: object(['prompt'], {
      prompt,
      duration: choice(['4s', '6s', '8s'], '8s'),
      aspect_ratio: choice(['16:9', '9:16'], '16:9'),
      resolution: choice(['720p', '1080p'], '720p'),
      generate_audio: { type: 'boolean', default: true },
    }),
  },
  {
    model_name: 'grok-imagine-video/text-to-video',
    generation_type: 'text_to_video',
    credits: { by: 'duration', table: { 3: 2, 5: 3, 6: 3.5, 8: 4.5, 10: 5.5, 15: 8 } },
    input_params_schema: object(['prompt'], {
      prompt,
      duration: { type: 'integer', minimum: 1, maximum: 15, default: 6 },
      aspect_ratio: choice(['16:9', '4:3', '1:1', '3:4', '9:16'], '16:9'),
      resolution: choice(['480p', '720p'], '480p'),
    }),
  },
  {
    model_name: 'kling-video/v1.6/pro/image-to-video',
    generation_type: 'image_to_video',
    credits: { by: 'duration', table: { 5: 12, 10: 24 } },
    input_params_schema: object(['prompt', 'image_url'], {
      prompt: { ...prompt, maxLength: 2500 },
      image_url: imageUrl,
      duration: choice(['5', '10'], '5'),
      cfg_scale: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
      negative_prompt: { type: 'string', maxLength: 2500 },
      aspect_ratio: choice(['16:9', '9:16', '1:1'], '16:9'),
    }),
  },
  {
    model_name: 'veo3.1/image-to-video',
    generation_type: 'image_to_video',
    credits: 64,
    input_params_schema: object(['prompt', 'image_url'], {
      prompt,
      image_url: imageUrl,
      duration: choice(['4s', '6s', '8s'], '8s'),
      aspect_ratio: choice(['auto', '16:9', '9:16'], 'auto'),
      resolution: choice(['720p', '1080p'], '720p'),
      generate_audio: { type: 'boolean', default: true },
    }),
  },
  {
    model_name: 'wan3.0/reference-to-video',
    generation_type: 'video_to_video',
    credits: { by: 'duration', table: { 2: 1.5, 4: 2.5, 5: 3, 6: 3.5, 8: 4.5, 10: 6, 15: 8.5 } },
    input_params_schema: object(['prompt', 'video_urls'], {
      prompt,
      video_urls: { type: 'array', items: { type: 'string', format: 'uri' }, minItems: 1 },
      duration: { type: 'integer', minimum: 2, maximum: 30, default: 5 },
      aspect_ratio: choice(['16:9', '1:1', '9:16'], '16:9'),
    }),
  },
  {
    model_name: 'example/text-to-audio',
    generation_type: 'text_to_audio',
    credits: 0.5,
    input_params_schema: object(['prompt'], {
      prompt,
      duration: { type: 'integer', minimum: 1, maximum: 30, default: 2 },
    }),
  },
  {
    model_name: 'example/text-to-text',
    generation_type: 'text_to_text',
    credits: 0.25,
    input_params_schema: object(['prompt'], { prompt }),
  },
]
